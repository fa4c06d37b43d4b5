package io.holdfast.faults;

/** What a user does with one request. */
enum Step {
    LOGIN,
    HIT,
    READ
}
