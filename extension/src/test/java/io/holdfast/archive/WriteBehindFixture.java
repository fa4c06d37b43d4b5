package io.holdfast.archive;

import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.testing.ManualAwaiter;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.ManualThreads;
import java.time.Duration;
import java.util.Random;

/** An archive over a table that fails on demand, with a clock that is turned by hand and no threads. */
class WriteBehindFixture {

    static final String KEY = "hf:the-session";
    static final int EVERY = 10;
    static final Duration INTERVAL = Duration.ofSeconds(60);
    static final Duration PATIENCE = Duration.ofMillis(200);
    static final Duration MOMENT = Duration.ofMillis(1);

    final ManualClock clock = new ManualClock();
    final ManualThreads threads = new ManualThreads(clock);
    final FaultyTable table = new FaultyTable(clock);
    final MapNodes nodes = new MapNodes();
    final Changes changes = new Changes(1, clock);
    final Changes others = new Changes(2, clock);
    WriteBehind archive = archive(ArchiveSettings.of(EVERY, INTERVAL));

    final WriteBehind archive(ArchiveSettings settings) {
        return new WriteBehind(
                table,
                settings,
                new ArchiveTools(
                        clock,
                        clock::nanos,
                        threads,
                        threads,
                        threads,
                        (done, nanos) -> new ManualAwaiter(clock).await(done, nanos),
                        new Random(1)));
    }

    /** Another archive than the usual one, with these bounds. */
    final void bounded(long mostBytes, int mostSessions) {
        archive = archive(new ArchiveSettings(EVERY, INTERVAL, mostBytes, mostSessions, Duration.ofSeconds(3)));
        archive.start(nodes);
    }

    /** Saves on the nodes and hands over what is there then. */
    final Live save(String key, String name) {
        SessionRecord saved = changes.onNodes(nodes, key, name);
        archive.saved(key, (Live) saved, Changes.TTL);
        return (Live) saved;
    }

    final void saveMany(String key, int count) {
        for (int i = 0; i < count; i++) {
            save(key, "a" + i % 3);
        }
    }

    /** Whether the row holds all that is on the nodes. */
    final boolean isArchived(String key) {
        SessionRecord row = table.record(key);
        SessionRecord copy = nodes.copies.get(key);
        return row != null && Changes.uncounted(SessionMerge.merge(row, copy)).equals(Changes.uncounted(row));
    }

    final int unarchivedOnNodes(String key) {
        return ((Live) nodes.copies.get(key)).changes().unarchived();
    }
}
