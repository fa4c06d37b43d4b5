package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.store.SessionArchive.Finding;
import io.holdfast.store.SessionArchive.Trace;
import io.holdfast.testing.Eventually;
import io.holdfast.testing.LogLines;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that hangs, with real threads. */
@Timeout(60)
class BlockedTest {

    private static final String KEY = WriteBehindFixture.KEY;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final RealThreads threads = new RealThreads();
    private final FaultyTable table = new FaultyTable(InstantSource.system());
    private final MapNodes nodes = new MapNodes();
    private final Changes changes = new Changes(1, InstantSource.system());
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final WriteBehind archive = new WriteBehind(
            table, new ArchiveSettings(10, LONG, 1 << 20, 1000, Duration.ofMillis(100)), threads.tools());

    @BeforeEach
    void start() {
        archive.start(nodes);
    }

    @AfterEach
    void end() {
        release.countDown();
        archive.close();
        threads.close();
    }

    private void hang() {
        reached.countDown();
        RealThreads.await(release);
    }

    private List<Future<Finding>> findersOf(String key, int count) {
        List<Future<Finding>> finders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            finders.add(threads.callers.submit(() -> archive.find(key, Trace.SEEN, LONG)));
        }
        return finders;
    }

    @Test
    void whoeverWantsTheSameSessionSharesOneSelect() throws Exception {
        Tombstone end = changes.end();
        assertThat(archive.write(KEY, end, 60, LONG)).isNotNull();
        table.before = this::hang;
        List<Future<Finding>> finders = findersOf(KEY, 20);
        RealThreads.await(reached);
        assertThat(archive.find(KEY, Trace.SEEN, SHORT)).isEqualTo(new Finding.Unknown());
        release.countDown();
        for (Future<Finding> finder : finders) {
            assertThat(finder.get(20, TimeUnit.SECONDS)).isEqualTo(new Finding.Row(end, 60));
        }
        // callers that came only after the first SELECT was over had to ask again, and shared that one
        assertThat(table.finds().size()).isLessThan(20);
    }

    @Test
    void sixteenThatWaitForOneSelectMakeOneSelect() throws Exception {
        table.before = this::hang;
        List<Future<Finding>> first = findersOf(KEY, 1);
        RealThreads.await(reached);
        for (int i = 0; i < 15; i++) {
            assertThat(archive.find(KEY, Trace.SEEN, Duration.ZERO)).isEqualTo(new Finding.Unknown());
        }
        release.countDown();
        assertThat(first.get(0).get(20, TimeUnit.SECONDS)).isEqualTo(new Finding.Nothing());
        assertThat(table.finds()).hasSize(1);
    }

    @Test
    void noMoreThanEightSelectsAndSixtyFourThatWaitAreUnderWay() throws Exception {
        CountDownLatch eight = new CountDownLatch(RowLoader.MOST_AT_ONCE);
        for (int i = 0; i < RowLoader.MOST_AT_ONCE; i++) {
            CountDownLatch taken = new CountDownLatch(1);
            table.before = () -> {
                taken.countDown();
                eight.countDown();
                RealThreads.await(release);
            };
            assertThat(archive.find("hf:busy" + i, Trace.SEEN, Duration.ZERO)).isEqualTo(new Finding.Unknown());
            RealThreads.await(taken);
        }
        RealThreads.await(eight);
        for (int i = 0; i < RowLoader.MOST_WAITING; i++) {
            assertThat(archive.find("hf:waiting" + i, Trace.SEEN, Duration.ZERO))
                    .isEqualTo(new Finding.Unknown());
        }
        assertThat(archive.status().totals().reads().refused()).isZero();
        for (int i = 0; i < 10; i++) {
            assertThat(archive.find("hf:refused" + i, Trace.SEEN, LONG)).isEqualTo(new Finding.Unknown());
        }
        assertThat(archive.status().totals().reads().refused()).isEqualTo(10);
        assertThat(table.finds()).hasSize(8);
        release.countDown();
        assertThat(archive.find("hf:waiting63", Trace.SEEN, LONG)).isEqualTo(new Finding.Nothing());
        assertThat(table.finds()).doesNotContain("hf:refused0");
    }

    @Test
    void theSelectRunsOnAnotherThreadThanTheCallers() throws Exception {
        Thread[] ran = new Thread[1];
        table.before = () -> ran[0] = Thread.currentThread();
        assertThat(archive.find(KEY, Trace.SEEN, LONG)).isEqualTo(new Finding.Nothing());
        assertThat(ran[0]).isNotNull().isNotEqualTo(Thread.currentThread());
    }

    @Test
    void whoeverIsInterruptedKeepsTheFlagAndHasNoAnswer() throws Exception {
        table.before = this::hang;
        Future<Boolean> written = threads.callers.submit(() -> {
            Thread.currentThread().interrupt();
            return archive.write(KEY, changes.end(), 60, LONG) != null || !Thread.interrupted();
        });
        assertThat(written.get(20, TimeUnit.SECONDS)).isFalse();
        RealThreads.await(reached);
        table.before = this::hang;
        Future<Boolean> found = threads.callers.submit(() -> {
            Thread.currentThread().interrupt();
            return archive.find("hf:other", Trace.SEEN, LONG) instanceof Finding.Unknown && Thread.interrupted();
        });
        assertThat(found.get(20, TimeUnit.SECONDS)).isTrue();
        release.countDown();
        assertThat(archive.write("hf:third", changes.end(), 60, LONG)).isNotNull();
        assertThat(table.rows).containsKeys(KEY, "hf:third");
    }

    @Test
    void aDatabaseThatIsKnownToBeAwayFromLookingAtItIsNotWaitedFor() {
        table.isAway = true;
        Eventually.await(
                "archive is DOWN",
                Duration.ofSeconds(20),
                () -> archive.status().state() == ArchiveStatus.State.DOWN);
        table.before = this::hang;
        long begin = System.nanoTime();
        assertThat(archive.write(KEY, changes.end(), 60, LONG)).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG.dividedBy(2));
    }

    @Test
    void requestsThatWaitShareBatches() throws Exception {
        table.before = this::hang;
        Future<Boolean> first = threads.callers.submit(() -> archive.write(KEY, changes.end(), 60, LONG) != null);
        RealThreads.await(reached);
        for (int i = 0; i < 50; i++) {
            assertThat(archive.write("hf:" + i, changes.end(), 60, Duration.ZERO))
                    .isNull();
        }
        release.countDown();
        assertThat(archive.write("hf:last", changes.end(), 60, LONG)).isNotNull();
        assertThat(first.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(table.rows).hasSize(52);
        assertThat(table.merges()).hasSizeBetween(2, 3);
    }

    @Test
    void theEndDoesNotWaitLongerThanItMayAndSaysHowManyAreLeft() throws ExecutionException {
        table.before = this::hang;
        assertThat(archive.write(KEY, changes.end(), 60, SHORT)).isNull();
        RealThreads.await(reached);
        archive.saved("hf:other", changes.first("hf:other", "a"), 60);
        try (LogLines log = LogLines.of(WriteBehind.class)) {
            archive.close();
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("2 sessions");
        }
        assertThat(archive.write("hf:late", changes.end(), 60, LONG)).isNull();
        assertThat(archive.find(KEY, Trace.SEEN, SHORT)).isInstanceOf(Finding.Row.class);
    }
}
