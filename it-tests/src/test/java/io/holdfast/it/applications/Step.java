package io.holdfast.it.applications;

/** What a visitor does at one moment of a trip: a request or a few, at the server where the browser is. */
@FunctionalInterface
interface Step {

    /** Gives what the application has shown, without what differs between two of its runs (paths, ids, tokens). */
    String take(Browser browser);
}
