package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.store.SessionArchive.Finding;
import io.holdfast.store.SessionArchive.Trace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Searches for sessions of which nothing is known but a genuine id, as many as somebody has harvested. */
@Timeout(60)
class UnheardOfTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String UNHEARD_OF = "hf:unheard-of-";

    private final RealThreads threads = new RealThreads();
    private final FaultyTable table = new FaultyTable(InstantSource.system());
    private final Changes changes = new Changes(1, InstantSource.system());
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch busy = new CountDownLatch(RowLoader.MOST_UNHEARD_OF);
    private final CountDownLatch release = new CountDownLatch(1);
    private final WriteBehind archive = new WriteBehind(
            table, new ArchiveSettings(10, LONG, 1 << 20, 1000, Duration.ofMillis(100)), threads.tools());

    @BeforeEach
    void start() {
        table.searching = this::hang;
        archive.start(new MapNodes());
    }

    @AfterEach
    void end() {
        release.countDown();
        archive.close();
        threads.close();
    }

    private void hang(Collection<String> keys) {
        if (keys.stream().anyMatch(key -> key.startsWith(UNHEARD_OF))) {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            busy.countDown();
            RealThreads.await(release);
            underWay.decrementAndGet();
        }
    }

    private List<Future<Finding>> flood(int count) {
        List<Future<Finding>> flood = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String key = UNHEARD_OF + i;
            flood.add(threads.callers.submit(() -> archive.find(key, Trace.NONE, LONG)));
        }
        return flood;
    }

    @Test
    void aFloodOfThemTakesAQuarterOfTheConnectionsAndTheOthersStayFree() throws Exception {
        List<Future<Finding>> flood = flood(40);
        RealThreads.await(busy);
        assertThat(archive.write("hf:logout", changes.end(), 60, LONG)).isNotNull();
        for (int i = 0; i < 20; i++) {
            assertThat(archive.find("hf:logout", Trace.SEEN, LONG)).isInstanceOf(Finding.Row.class);
            assertThat(archive.find("hf:in-use-" + i, Trace.SEEN, LONG)).isEqualTo(new Finding.Nothing());
        }
        assertThat(underWay).hasValue(RowLoader.MOST_UNHEARD_OF);
        release.countDown();
        for (Future<Finding> each : flood) {
            assertThat(each.get(20, TimeUnit.SECONDS)).isEqualTo(new Finding.Nothing());
        }
        assertThat(most).hasValue(RowLoader.MOST_UNHEARD_OF);
        int connections =
                RowLoader.MOST_AT_ONCE + 3; // a writer, a reaper and one that looks whether the database is there
        assertThat(RowLoader.MOST_UNHEARD_OF).isLessThanOrEqualTo(connections / 4);
    }

    /** Not told that there is no session: nobody is to lose his cookie over somebody else's flood. */
    @Test
    void whatIsTooMuchIsNotKnown() {
        for (int i = 0; i < RowLoader.MOST_UNHEARD_OF + RowLoader.MOST_WAITING; i++) {
            assertThat(archive.find(UNHEARD_OF + i, Trace.NONE, Duration.ZERO)).isEqualTo(new Finding.Unknown());
        }
        RealThreads.await(busy);
        for (int i = 0; i < 100; i++) {
            Finding unused = archive.find(UNHEARD_OF + "more-" + i, Trace.NONE, Duration.ZERO);
        }
        assertThat(archive.status().totals().reads().refused()).isEqualTo(100);
        assertThat(archive.find(UNHEARD_OF + "late", Trace.NONE, LONG)).isEqualTo(new Finding.Unknown());
        assertThat(archive.find("hf:in-use", Trace.SEEN, LONG)).isEqualTo(new Finding.Nothing());
    }

    @Test
    void oneThatIsHeardOfMeanwhileDoesNotWaitForTheOthers() {
        for (int i = 0; i < 10; i++) {
            assertThat(archive.find(UNHEARD_OF + i, Trace.NONE, Duration.ZERO)).isEqualTo(new Finding.Unknown());
        }
        RealThreads.await(busy);
        assertThat(archive.find("hf:new", Trace.NONE, Duration.ZERO)).isEqualTo(new Finding.Unknown());
        assertThat(archive.find("hf:new", Trace.SEEN, LONG)).isEqualTo(new Finding.Nothing());
        assertThat(table.finds()).containsOnlyOnce("hf:new");
    }
}
