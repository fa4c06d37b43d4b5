package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.Reaper.Swept;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Stamp;
import io.holdfast.store.SessionArchive.Nodes;
import io.holdfast.store.SessionArchive.Remaining;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReaperTest {

    private static final int TTL = 600;
    private static final Live LIVE = new Live(0, new IdleTimeout(TTL, Stamp.ZERO), new java.util.TreeMap<>());

    private final ManualClock clock = new ManualClock();
    private final MapSessionTable table = new MapSessionTable(clock);
    private final SecondsLeft nodes = new SecondsLeft();
    private final Reaper reaper = new Reaper(table, nodes, "one");

    /** Nodes that know nothing but how long sessions live; one that is not told of cannot be asked. */
    private static final class SecondsLeft implements Nodes {
        final Map<String, Remaining> left = new HashMap<>();
        final List<String> timedOut = new ArrayList<>();
        int asked;

        @Override
        public void timedOut(String key, Live last) {
            timedOut.add(key);
        }

        @Override
        public Remaining remaining(String key) {
            asked++;
            return left.getOrDefault(key, new Remaining.Unknown());
        }

        @Override
        public SessionRecord read(String key) {
            throw new AssertionError("not to be read");
        }

        @Override
        public boolean merge(String key, SessionRecord archived) {
            throw new AssertionError("not to be written to");
        }
    }

    private void archive(String key, SessionRecord record) {
        table.merge(List.of(new SessionTable.Entry(key, record, TTL)));
    }

    private void pass(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void aSessionThatIsOverOnTheNodesGoes() {
        archive("hf:a", LIVE);
        nodes.left.put("hf:a", new Remaining.Absent());
        pass(TTL);
        assertThat(reaper.sweep()).isEqualTo(new Swept(1, 0));
        assertThat(table.size()).isZero();
        assertThat(nodes.timedOut).as("told of once").containsExactly("hf:a");
        assertThat(reaper.sweep()).isEqualTo(new Swept(0, 0));
        assertThat(nodes.timedOut).hasSize(1);
    }

    @Test
    void aSessionThatWasOnlyReadLivesOnInTheArchiveAsLongAsOnTheNodes() {
        archive("hf:a", LIVE);
        nodes.left.put("hf:a", new Remaining.Alive(TTL - 5));
        for (int minute = 0; minute < 60; minute++) {
            pass(60);
            reaper.sweep();
            assertThat(table.find(List.of("hf:a"))).as("minute %s", minute).containsKey("hf:a");
        }
    }

    @Test
    void aRowIsLeftAloneUntilShortlyBeforeItsTimeIsOver() {
        archive("hf:a", LIVE);
        pass(TTL / 2);
        assertThat(reaper.sweep()).isEqualTo(new Swept(0, 0));
        assertThat(nodes.asked).isZero();
    }

    @Test
    void aRowStaysWhileTheNodesCannotTell() {
        archive("hf:a", LIVE);
        pass(2 * TTL);
        assertThat(reaper.sweep()).isEqualTo(new Swept(0, 0));
        assertThat(table.size()).isOne();
    }

    @Test
    void aTombstoneStaysUntilItsTimeIsOverAndTheNodesAreNotAskedForIt() {
        archive("hf:a", Tombstone.ofEnd(Stamp.ZERO));
        pass(TTL - 1);
        assertThat(reaper.sweep()).isEqualTo(new Swept(0, 0));
        pass(1);
        assertThat(reaper.sweep()).isEqualTo(new Swept(1, 0));
        assertThat(nodes.asked).isZero();
        assertThat(nodes.timedOut).as("whose end was told when it came").isEmpty();
    }

    @Test
    void manyRowsGoPageByPage() {
        for (int i = 0; i < 345; i++) {
            archive("hf:" + i, LIVE);
            nodes.left.put("hf:" + i, i % 5 == 0 ? new Remaining.Alive(100) : new Remaining.Absent());
        }
        pass(TTL);
        assertThat(reaper.sweep()).isEqualTo(new Swept(276, 69));
        assertThat(table.size()).isEqualTo(69);
    }

    @Test
    void oneProcessReapsAtATimeAndAnotherTakesOverWhenItIsGone() {
        archive("hf:a", LIVE);
        nodes.left.put("hf:a", new Remaining.Absent());
        Reaper other = new Reaper(table, nodes, "other");
        assertThat(reaper.sweep()).isEqualTo(new Swept(0, 0));
        pass(TTL - 30);
        reaper.sweep();
        pass(30);
        assertThat(other.sweep()).isEqualTo(new Swept(0, 0));
        pass(Reaper.PERIOD.toSeconds() * 3);
        assertThat(other.sweep()).isEqualTo(new Swept(1, 0));
    }

    @Test
    void aRowThatCannotBeReadGoesWhenItsTimeIsOver() {
        archive("hf:a", LIVE);
        table.damage("hf:a");
        nodes.left.put("hf:a", new Remaining.Absent());
        pass(TTL - 1);
        assertThat(reaper.sweep()).isEqualTo(new Swept(0, 0));
        pass(1);
        assertThat(reaper.sweep()).isEqualTo(new Swept(1, 0));
        assertThat(nodes.timedOut).isEmpty();
    }

    @Test
    void aRowOfANewerServerLivesOnAsLongAsItsSession() {
        archive("hf:a", LIVE);
        table.damage("hf:a");
        nodes.left.put("hf:a", new Remaining.Alive(TTL / 2));
        pass(TTL - 1);
        assertThat(reaper.sweep()).isEqualTo(new Swept(0, 1));
    }

    @Test
    void ofASessionThatWasEndedOnTheNodesTheRowGoesWithoutAWord() {
        archive("hf:a", LIVE);
        nodes.left.put("hf:a", new Remaining.Ended());
        pass(TTL);
        assertThat(reaper.sweep()).isEqualTo(new Swept(1, 0));
        assertThat(nodes.timedOut).isEmpty();
    }

    @Test
    void whatTheDatabaseRefusesIsTriedWithTheNextSweep() {
        archive("hf:a", LIVE);
        nodes.left.put("hf:a", new Remaining.Absent());
        pass(TTL);
        table.fail(true);
        assertThatThrownBy(reaper::sweep).isInstanceOf(ArchiveException.class);
        table.fail(false);
        assertThat(reaper.sweep()).isEqualTo(new Swept(1, 0));
    }
}
