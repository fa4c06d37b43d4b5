package io.holdfast.archive;

import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.store.SessionArchive.Nodes;
import java.time.Duration;
import java.util.List;

/**
 * Removes the rows of sessions that are over, and lets those live on whose sessions do: reads of a session write no
 * row, so only the nodes know how long it lives. One process of all does this at a time. Not thread-safe.
 *
 * <p>The nodes are asked before a row's time is over, so that no session in use has a row that says it is not.
 */
public final class Reaper {

    /** How often to call {@link #sweep}. */
    public static final Duration PERIOD = Duration.ofSeconds(20);

    /** If the process that reaps dies another takes over after so long. */
    private static final Duration LEASE = PERIOD.multipliedBy(3);

    /** Longer than it takes another process to take over. */
    private static final Duration AHEAD = PERIOD.multipliedBy(6);

    private static final int PAGE = 100;

    private final SessionTable table;
    private final Nodes nodes;
    private final String holder;

    /** @param holder names this process */
    public Reaper(SessionTable table, Nodes nodes, String holder) {
        this.table = table;
        this.nodes = nodes;
        this.holder = holder;
    }

    /** What a sweep did. */
    public record Swept(int removed, int prolonged) {

        private static final Swept NOTHING = new Swept(0, 0);

        private Swept and(Swept other) {
            return new Swept(removed + other.removed, prolonged + other.prolonged);
        }
    }

    /**
     * Looks at all rows whose time is over soon, page by page in the order of their keys; does nothing while another
     * process reaps.
     *
     * @throws ArchiveException if the database fails; the next sweep begins anew
     */
    public Swept sweep() {
        Swept all = Swept.NOTHING;
        String after = "";
        while (table.lease(holder, LEASE)) {
            List<SessionTable.Ending> page = table.ending(after, AHEAD, PAGE);
            for (SessionTable.Ending row : page) {
                all = all.and(look(row));
            }
            if (page.size() < PAGE || Thread.currentThread().isInterrupted()) {
                return all;
            }
            after = page.get(PAGE - 1).key();
        }
        return all;
    }

    private Swept look(SessionTable.Ending row) {
        boolean isOver = row.secondsLeft().isEmpty();
        if (row.record().orElse(null) instanceof Tombstone) {
            return isOver ? remove(row) : Swept.NOTHING;
        }
        return nodes.remaining(row.key())
                .match(
                        seconds -> prolong(row, seconds),
                        () -> isOver ? remove(row) : Swept.NOTHING,
                        () -> isOver ? timedOut(row) : Swept.NOTHING,
                        () -> Swept.NOTHING);
    }

    private Swept prolong(SessionTable.Ending row, int seconds) {
        if (seconds <= row.secondsLeft().orElse(0)) {
            return Swept.NOTHING;
        }
        table.prolong(row.key(), seconds);
        return new Swept(0, 1);
    }

    private Swept timedOut(SessionTable.Ending row) {
        Swept swept = remove(row);
        if (swept.removed > 0 && row.record().orElse(null) instanceof Live live) {
            nodes.timedOut(row.key(), live);
        }
        return swept;
    }

    private Swept remove(SessionTable.Ending row) {
        return new Swept(table.remove(row.key(), row.version()) ? 1 : 0, 0);
    }
}
