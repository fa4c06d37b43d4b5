package io.holdfast.faults;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Something that goes wrong.
 *
 * @param lasts whether it is not over when the course is
 * @param payload bytes of each user's session
 * @param nodeOptions of memcached
 * @param archived whether the servers have an archive
 * @param script what happens
 * @param afterwards what is still to be looked at when the users have been watched
 */
record Fault(
        String name,
        String title,
        boolean lasts,
        int payload,
        List<String> nodeOptions,
        List<Bound> bounds,
        boolean archived,
        Script script,
        Script afterwards) {

    /** What somebody does to a site, over time. */
    @FunctionalInterface
    interface Script {
        void run(FaultContext context) throws Exception;
    }

    /** What must be so. */
    record Bound(String name, Predicate<Row> holds) {}

    private static final Bound NO_SESSION_LOST = new Bound("no session lost", row -> row.lostForNothing() == 0);
    private static final Bound NO_WRONG_USER = new Bound("no wrong user", row -> row.wrongUser() == 0);
    private static final List<Bound> ALWAYS = List.of(
            NO_SESSION_LOST,
            new Bound("no older state", row -> row.older() == 0),
            new Bound("no acknowledged change lost", row -> row.changesLost() == 0),
            NO_WRONG_USER);

    static Fault of(String name, String title, Script script) {
        return new Fault(name, title, false, 2048, List.of(), ALWAYS, false, script, context -> {});
    }

    /** One that sessions survive in the archive only, and so not quite as they were. */
    static Fault archived(String name, String title, Script script) {
        List<Bound> bounds = List.of(NO_SESSION_LOST, NO_WRONG_USER);
        return new Fault(name, title, false, 2048, List.of(), bounds, true, script, context -> {});
    }

    /** It is not over when the course is; what takes until all is normal is counted from its beginning. */
    Fault lasting() {
        return new Fault(name, title, true, payload, nodeOptions, bounds, archived, script, afterwards);
    }

    Fault with(String bound, Predicate<Row> holds) {
        List<Bound> more = Stream.concat(bounds.stream(), Stream.of(new Bound(bound, holds)))
                .toList();
        return new Fault(name, title, lasts, payload, nodeOptions, more, archived, script, afterwards);
    }

    /** On nodes with such options, with sessions of that size. */
    Fault on(int bytes, String... options) {
        return new Fault(name, title, lasts, bytes, List.of(options), bounds, archived, script, afterwards);
    }

    Fault then(Script look) {
        return new Fault(name, title, lasts, payload, nodeOptions, bounds, archived, script, look);
    }
}
