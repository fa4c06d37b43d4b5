package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * Many threads that hand over at the same time, while the database comes and goes. {@code -Dhandover.seed=} has them do
 * as in the run that printed that seed, as far as the order of threads allows.
 */
@Timeout(120)
class HandoverRaceTest {

    private static final int THREADS = 4;
    private static final int SAVES = 5_000;
    private static final int SESSIONS = 50;

    private final long seed = Long.getLong("handover.seed", System.nanoTime());
    private final FaultyTable table = new FaultyTable(InstantSource.system());
    private final MapNodes nodes = new MapNodes();

    private void save(WriteBehind archive, int writer) {
        Random random = new Random(seed + writer);
        Changes changes = new Changes(writer, InstantSource.system());
        for (int i = 0; i < SAVES; i++) {
            if (writer == 0 && i % 500 == 0) {
                table.isAway = random.nextBoolean();
            }
            if (writer == 1 && i % 700 == 0) {
                nodes.areSilent = random.nextBoolean();
            }
            String key = "hf:" + random.nextInt(SESSIONS);
            if (changes.onNodes(nodes, key, "a" + random.nextInt(8)) instanceof Live saved) {
                archive.saved(key, saved, Changes.TTL);
            }
            if (random.nextInt(2000) == 0) {
                SessionRecord end = nodes.copies.merge(key, changes.end(), SessionMerge::merge);
                SessionRecord unused = archive.write(key, end, Changes.TTL, Duration.ofMillis(5));
            }
        }
    }

    @RepeatedTest(5)
    void nothingIsLost() throws Exception {
        System.out.println("-Dhandover.seed=" + seed);
        try (RealThreads threads = new RealThreads()) {
            WriteBehind archive = new WriteBehind(
                    table,
                    new ArchiveSettings(10, Duration.ofMillis(200), 6_000, 1000, Duration.ofSeconds(20)),
                    threads.tools());
            archive.start(nodes);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int writer = i;
                all.add(threads.callers.submit(() -> save(archive, writer)));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
            table.isAway = false;
            nodes.areSilent = false;
            archive.close();
            assertThat(archive.status().waiting().sessions()).isZero();
        }
        assertThat(nodes.copies)
                .as("-Dhandover.seed=%d", seed)
                .allSatisfy((key, copy) -> assertThat(Changes.uncounted(SessionMerge.merge(table.record(key), copy)))
                        .isEqualTo(Changes.uncounted(table.record(key))));
    }
}
