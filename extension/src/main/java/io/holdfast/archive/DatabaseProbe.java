package io.holdfast.archive;

import java.util.List;

/**
 * Asks the database whether it is there: while something is known against it, and when nobody else asked it anything
 * for a moment. So each server knows of an outage that another one had to do with, and health tells the truth of a
 * server that has nothing to ask. Not thread-safe.
 */
final class DatabaseProbe {

    private final SessionTable table;
    private final DatabaseHealth databaseHealth;
    private final Runnable back;

    /** @param back called at the first sign that an outage is over */
    DatabaseProbe(SessionTable table, DatabaseHealth databaseHealth, Runnable back) {
        this.table = table;
        this.databaseHealth = databaseHealth;
        this.back = back;
    }

    long nextDue() {
        return databaseHealth.nextProbe();
    }

    void look() {
        try {
            table.look();
        } catch (RuntimeException | Error e) { // as of any other statement
            databaseHealth.readFailed(ErrorTexts.describe(e, List.of()));
            return;
        }
        if (databaseHealth.answered()) {
            back.run();
        }
    }
}
