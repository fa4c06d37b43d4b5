package io.holdfast.model;

/** What a request does next: at most one message to one node. */
@FunctionalInterface
interface Step {

    /** Takes the step and says the next one; itself while it has to wait; null at the end. */
    Step take();
}
