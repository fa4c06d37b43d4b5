package io.holdfast.archive;

import java.util.List;

/**
 * Asks the database whether it is there: while something is known against it, and when nobody else asked it anything
 * for a moment. So each server knows of an outage that another one had to do with, and health tells the truth of a
 * server that has nothing to ask. Not thread-safe.
 */
final class Watch {

    private final SessionTable table;
    private final Database database;
    private final Runnable back;

    /** @param back called at the first sign that an outage is over */
    Watch(SessionTable table, Database database, Runnable back) {
        this.table = table;
        this.database = database;
        this.back = back;
    }

    long nextDue() {
        return database.nextProbe();
    }

    void look() {
        try {
            table.look();
        } catch (RuntimeException | Error e) { // as of any other statement
            database.readFailed(Faults.describe(e, List.of()));
            return;
        }
        if (database.answered()) {
            back.run();
        }
    }
}
