package io.holdfast.archive;

import static io.holdfast.archive.ArchiveRecords.TTL;
import static io.holdfast.archive.ArchiveRecords.ended;
import static io.holdfast.archive.ArchiveRecords.entry;
import static io.holdfast.archive.ArchiveRecords.key;
import static io.holdfast.archive.ArchiveRecords.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.SessionTable.Ending;
import io.holdfast.archive.SessionTable.Entry;
import io.holdfast.session.SessionRecord.Live;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of rows whose time is over, and of rows that many write. */
abstract class ReapingContract extends TableFixture {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void rowsThatEndSoonComeInPagesInTheOrderOfTheirKeys() {
        List<String> keys =
                IntStream.range(10, 35).mapToObj(i -> key("n" + i)).sorted().toList();
        keys.forEach(key -> merge(new Entry(key, live("a:n", "1", 1, 1), 50)));
        merge(entry(key("lives"), live("a:n", "1", 1, 1)));

        List<String> seen = new ArrayList<>();
        List<Ending> page = table.ending("", SOON, 10);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            page.forEach(row -> seen.add(row.key()));
            page = table.ending(seen.get(seen.size() - 1), SOON, 10);
        }
        assertThat(seen).isEqualTo(keys);
    }

    @Test
    void aRowThatEndsIsShownWithItsRecordAndWhatTimeIsLeft() {
        merge(new Entry(KEY, live("a:n", "1", 1, 1), 50));
        assertThat(table.ending("", Duration.ofSeconds(40), 10)).isEmpty();

        Ending soon = table.ending("", SOON, 10).get(0);
        assertThat(soon.record()).isEqualTo(row(KEY).record());
        assertThat(soon.secondsLeft().orElseThrow()).isBetween(48, 50);
        pass(Duration.ofSeconds(40));
        assertThat(ending(KEY).secondsLeft().orElseThrow()).isBetween(8, 10);
        assertThat(table.ending("", Duration.ZERO, 10)).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(table.ending("", Duration.ZERO, 10).get(0).secondsLeft()).isEmpty();
    }

    @Test
    void anEndedSessionIsShownOnlyWhenItsTimeIsOver() {
        merge(new Entry(KEY, ended(1), 50));
        assertThat(table.ending("", SOON, 10)).isEmpty();
        pass(SOON);
        assertThat(table.ending("", SOON, 10)).extracting(Ending::key).containsExactly(KEY);
    }

    @Test
    void onlyARowWhoseTimeIsOverAndThatNobodyChangedIsRemoved() {
        merge(new Entry(KEY, live("a:n", "1", 1, 1), 50));
        assertThat(table.remove(KEY, ending(KEY).version())).isFalse();

        pass(SOON);
        long version = ending(KEY).version();
        other.merge(List.of(new Entry(KEY, live("a:n", "2", 1, 2), 50)));
        assertThat(table.remove(KEY, version)).isFalse();
        pass(SOON);
        assertThat(table.remove(KEY, version)).isFalse();
        assertThat(table.remove(KEY, ending(KEY).version())).isTrue();
        assertThat(table.remove(KEY, version)).isFalse();
        assertThat(rows()).isZero();
    }

    @Test
    void aRowThatWasProlongedMeanwhileStays() {
        merge(new Entry(KEY, live("a:n", "1", 1, 1), 50));
        pass(SOON);
        Ending over = ending(KEY);
        other.prolong(KEY, TTL);
        assertThat(table.remove(KEY, over.version())).isFalse();
        assertThat(row(KEY)).isNotNull();
    }

    @Test
    void aRowThatCameAfterARemovedOneIsNotTakenForIt() {
        merge(new Entry(KEY, live("a:n", "1", 1, 1), 50));
        pass(SOON);
        long version = ending(KEY).version();
        assertThat(table.remove(KEY, version)).isTrue();
        pass(SOON);
        merge(new Entry(KEY, live("a:n", "2", 1, 2), 50));
        pass(SOON);
        assertThat(table.remove(KEY, version)).isFalse();
    }

    @Test
    void oneOfTwoHasTheLeaseUntilItsTimeIsOver() {
        assertThat(table.lease("one", SOON)).isTrue();
        assertThat(other.lease("two", SOON)).isFalse();
        assertThat(table.lease("one", SOON)).isTrue();
        assertThat(newTable("/other").lease("two", SOON)).isTrue();

        pass(SOON);
        assertThat(other.lease("two", SOON)).isTrue();
        assertThat(table.lease("one", SOON)).isFalse();
    }

    @Test
    void aLeaseIsNoSession() {
        table.lease("one", Duration.ofSeconds(1));
        assertThat(table.find(List.of("lease:" + NAMESPACE))).isEmpty();
        pass(SOON);
        assertThat(table.ending("", SOON, 10)).isEmpty();
    }

    @Test
    void ofManyThatWantTheLeaseOneGetsIt() throws Exception {
        List<String> holders = new ArrayList<>();
        ConcurrentTasks.of(8).run(member -> {
            if ((member % 2 == 0 ? table : other).lease("holder " + member, SOON)) {
                synchronized (holders) {
                    holders.add("holder " + member);
                }
            }
        });
        assertThat(holders).hasSize(1);
    }

    @Test
    void ofChangesThatManyServersWriteAtOnceNoneIsLostAndNoRowGoesBack() throws Exception {
        List<String> keys = IntStream.range(0, 4).mapToObj(i -> key("k" + i)).toList();
        ConcurrentTasks.of(16).run(member -> {
            WrittenRows written = new WrittenRows(member % 2 == 0 ? table : other, member);
            for (int number = 1; number <= 15; number++) {
                written.write(keys, number);
            }
        });
        for (String key : keys) {
            Live held = (Live) row(key).record().orElseThrow();
            assertThat(held.attributes())
                    .hasSize(16)
                    .allSatisfy(
                            (name, value) -> assertThat(value.stamp().time()).isEqualTo(15));
            assertThat(IntStream.range(0, 16).map(held.changes()::made)).containsOnly(15);
            assertThat(held.changes().unarchived()).isZero();
        }
    }
}
