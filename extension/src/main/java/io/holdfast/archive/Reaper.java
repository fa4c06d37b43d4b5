package io.holdfast.archive;

import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.store.SessionArchive.Nodes;
import io.holdfast.store.SessionArchive.Remaining;
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
        Swept all = new Swept(0, 0);
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
        boolean over = row.ttlSeconds() <= 0;
        if (row.record().orElse(null) instanceof Tombstone) {
            return over ? remove(row) : new Swept(0, 0);
        }
        Remaining left = nodes.remaining(row.key());
        if (left instanceof Remaining.Alive alive && alive.seconds() > Math.max(0, row.ttlSeconds())) {
            table.prolong(row.key(), alive.seconds());
            return new Swept(0, 1);
        }
        boolean isGone = left instanceof Remaining.Ended || left instanceof Remaining.Absent;
        if (!over || !isGone) {
            return new Swept(0, 0);
        }
        Swept swept = remove(row);
        if (swept.removed > 0
                && left instanceof Remaining.Absent
                && row.record().orElse(null) instanceof Live live) {
            nodes.timedOut(row.key(), live);
        }
        return swept;
    }

    private Swept remove(SessionTable.Ending row) {
        return new Swept(table.remove(row.key(), row.version()) ? 1 : 0, 0);
    }
}
