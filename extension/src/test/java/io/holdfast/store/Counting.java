package io.holdfast.store;

import java.util.HashSet;
import java.util.Set;

/**
 * A number that requests count up one after another, each by one: on one server they get what they would get of an
 * object under a lock.
 */
final class Counting {

    private final String name;
    private final Set<Integer> answered = new HashSet<>();
    private int begun;
    private int most;

    Counting(String name) {
        this.name = name;
    }

    /** What a request that begins now sees at least. */
    int most() {
        return most;
    }

    /** A request counts up from {@code number}, or only looks at it. */
    void seen(int number, int atLeast) {
        if (number < atLeast) {
            throw new Violation(name + " is " + number + " though somebody was told that it is " + atLeast);
        }
        if (number > begun) {
            throw new Violation(name + " is " + number + " after " + begun + " requests that counted it up");
        }
    }

    void begun() {
        begun++;
    }

    void countedTo(int number) {
        if (!answered.add(number)) {
            throw new Violation("two requests of one server counted " + name + " up to " + number);
        }
        told(number);
    }

    void told(int number) {
        most = Math.max(most, number);
    }
}
