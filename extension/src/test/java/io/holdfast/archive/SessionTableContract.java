package io.holdfast.archive;

import static io.holdfast.archive.ArchiveRecords.TTL;
import static io.holdfast.archive.ArchiveRecords.ended;
import static io.holdfast.archive.ArchiveRecords.entry;
import static io.holdfast.archive.ArchiveRecords.key;
import static io.holdfast.archive.ArchiveRecords.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.SessionTable.Entry;
import io.holdfast.archive.SessionTable.Row;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.IdleTimeout;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.Stamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SessionTable} does, whatever is behind it. */
public abstract class SessionTableContract extends ReapingContract {

    @Test
    void whatWasNeverWrittenIsMissing() {
        assertThat(table.find(List.of())).isEmpty();
        assertThat(table.find(List.of(KEY))).isEmpty();
        assertThat(table.merge(List.of())).isEmpty();
        assertThat(table.remove(KEY, 1)).isFalse();
        table.prolong(KEY, TTL);
        assertThat(rows()).isZero();
    }

    @Test
    void aRecordIsFoundByEveryServerAsItWasMergedWithAllItsChangesArchived() {
        SessionRecord merged = merge(entry(KEY, live("a:user", "ada", 7, 3)));

        assertThat(((Live) merged).changes().unarchived()).isZero();
        assertThat(((Live) merged).changes().isInArchive()).isTrue();
        assertThat(row(KEY).record()).contains(merged);
        assertThat(row(KEY).ttlSeconds()).isBetween(TTL - 2, TTL);
    }

    @Test
    void aRowHoldsAllThatWasMergedIntoItInWhicheverOrder() {
        Live newer = live("a:cart", "pear", 1, 5);
        Live older =
                live("a:cart", "apple", 2, 4).with(live("a:user", "ada", 2, 4).attributes());
        merge(entry(KEY, newer));
        SessionRecord merged = merge(entry(KEY, older));

        assertThat(((Live) merged).attributes())
                .isEqualTo(SessionMerge.merge(newer, older).attributes());
        assertThat(row(KEY).record()).contains(merged);
    }

    @Test
    void keysThatDifferInCapitalsOnlyAreDifferentSessions() {
        String capital = key("A");
        table.merge(List.of(entry(KEY, live("a:n", "small", 1, 1)), entry(capital, live("a:n", "capital", 1, 1))));

        Map<String, Row> found = other.find(List.of(KEY, capital));
        assertThat(found).hasSize(2);
        assertThat(found.get(KEY).record()).isNotEqualTo(found.get(capital).record());
    }

    @Test
    void manyAreWrittenAndReadAtOnce() {
        List<Entry> entries = IntStream.range(0, 250)
                .mapToObj(i -> entry(key("n" + i), live("a:n", "" + i, 1, i + 1)))
                .toList();
        Map<String, SessionRecord> merged = table.merge(entries);

        List<String> keys = new ArrayList<>(entries.stream().map(Entry::key).toList());
        keys.add(KEY);
        Map<String, Row> found = other.find(keys);
        assertThat(merged).hasSize(250);
        assertThat(found).hasSize(250);
        merged.forEach((key, record) -> assertThat(found.get(key).record()).contains(record));
    }

    @Test
    void everyByteComesBackOf16Megabytes() {
        byte[] value = new byte[16_000_000];
        long seed = Long.getLong("table.seed", System.nanoTime());
        new Random(seed).nextBytes(value);
        SessionRecord merged = merge(entry(KEY, live("a:all", value, 1, 1)));

        assertThat(row(KEY).record().equals(Optional.of(merged)))
                .as("-Dtable.seed=%d", seed)
                .isTrue();
    }

    @Test
    void mergingWhatIsThereAlreadyWritesNothing() {
        Live record = live("a:user", "ada", 1, 1);
        SessionRecord merged = merge(entry(KEY, record));
        long version = ending(KEY).version();

        assertThat(merge(entry(KEY, record))).isEqualTo(merged);
        assertThat(merge(entry(KEY, (Live) merged))).isEqualTo(merged);
        assertThat(ending(KEY).version()).isEqualTo(version);
    }

    @Test
    void aRowNeverGetsLessTimeThanItHas() {
        merge(new Entry(KEY, live("a:n", "1", 1, 1), TTL / 4));
        merge(new Entry(KEY, live("a:n", "2", 1, 2), 60));
        assertThat(row(KEY).ttlSeconds()).isBetween(TTL / 4 - 2, TTL / 4);

        merge(new Entry(KEY, live("a:n", "3", 1, 3), TTL / 2));
        assertThat(row(KEY).ttlSeconds()).isBetween(TTL / 2 - 2, TTL / 2);
        merge(new Entry(KEY, live("a:n", "3", 1, 3), TTL));
        assertThat(row(KEY).ttlSeconds()).isBetween(TTL - 2, TTL);
    }

    @Test
    void aSessionWhoseTimeoutWasShortenedLivesNoLongerThanThat() {
        Live before = live("a:n", "1", 1, 1);
        merge(entry(KEY, before));
        merge(new Entry(KEY, before.with(new IdleTimeout(60, new Stamp(9, 1))), 60));
        assertThat(row(KEY).ttlSeconds()).isBetween(58, 60);
    }

    @Test
    void aTombstoneSetsItsOwnTimeAndKeepsItWhateverComesLater() {
        merge(entry(KEY, live("a:n", "1", 1, 1)));
        merge(new Entry(KEY, ended(5), 600));
        assertThat(row(KEY).ttlSeconds()).isBetween(598, 600);

        merge(entry(KEY, live("a:n", "2", 1, 2)));
        merge(new Entry(KEY, ended(6), 60));
        assertThat(row(KEY).ttlSeconds()).isBetween(598, 600);
    }

    @Test
    void anEndedSessionStaysEnded() {
        merge(entry(KEY, live("a:n", "1", 1, 1)));
        merge(new Entry(KEY, ended(5), 600));

        assertThat(other.merge(List.of(entry(KEY, live("a:n", "2", 1, 9))))).containsEntry(KEY, ended(5));
        assertThat(row(KEY).record()).contains(ended(5));

        pass(Duration.ofSeconds(700));
        assertThat(merge(entry(KEY, live("a:n", "3", 1, 10)))).isEqualTo(ended(5));
        assertThat(row(KEY)).isNull();
    }

    @Test
    void aTombstoneIsWrittenWhereThereWasNothing() {
        assertThat(merge(new Entry(KEY, ended(5), 600))).isEqualTo(ended(5));
        assertThat(row(KEY).record()).contains(ended(5));
    }

    @Test
    void aRowWhoseTimeIsOverIsNotFoundButStillMergedWith() {
        merge(entry(KEY, live("a:old", "1", 1, 1)));
        pass(Duration.ofSeconds(TTL));
        assertThat(row(KEY)).isNull();

        merge(entry(KEY, live("a:new", "2", 2, 1)));
        Live found = (Live) row(KEY).record().orElseThrow();
        assertThat(found.attributes()).containsOnlyKeys("a:old", "a:new");
        assertThat(row(KEY).ttlSeconds()).isBetween(TTL - 2, TTL);
    }

    @Test
    void prolongingOnlyEverLengthens() {
        merge(entry(KEY, live("a:n", "1", 1, 1)));
        table.prolong(KEY, 2 * TTL);
        assertThat(row(KEY).ttlSeconds()).isBetween(2 * TTL - 2, 2 * TTL);
        table.prolong(KEY, 60);
        assertThat(row(KEY).ttlSeconds()).isBetween(2 * TTL - 2, 2 * TTL);
        pass(Duration.ofSeconds(3 * TTL));
        table.prolong(KEY, 60);
        assertThat(row(KEY).ttlSeconds()).isBetween(58, 60);
    }

    @Test
    void aRowThatCannotBeReadIsShownAsSuchAndLeftAsItIs() {
        merge(entry(KEY, live("a:user", "ada", 1, 1)));
        damage(KEY);
        long version = ending(KEY).version();

        assertThat(row(KEY).record()).isEmpty();
        assertThat(row(KEY).ttlSeconds()).isBetween(TTL - 2, TTL);
        Entry good = entry(key("good"), live("a:user", "ada", 1, 1));
        assertThat(table.merge(List.of(entry(KEY, live("a:user", "eve", 1, 2)), good)))
                .containsOnlyKeys(good.key());
        assertThat(table.merge(List.of(new Entry(KEY, ended(5), 600)))).isEmpty();
        assertThat(row(KEY).record()).isEmpty();
        assertThat(ending(KEY).version()).isEqualTo(version);
        assertThat(ending(KEY).record()).isEmpty();
    }

    @Test
    void aRowOfAnotherNamespaceIsNeitherServedNorReaped() {
        SessionTable foreign = newTable("/other");
        merge(entry(KEY, live("a:user", "ada", 1, 1)));

        assertThat(foreign.find(List.of(KEY))).isEmpty();
        foreign.prolong(KEY, 10 * TTL);
        pass(Duration.ofSeconds(TTL));
        assertThat(foreign.ending("", Duration.ofDays(1), 10)).isEmpty();
        assertThat(foreign.remove(KEY, ending(KEY).version())).isFalse();
        table.prolong(KEY, TTL);
        assertThat(((Live) row(KEY).record().orElseThrow()).attributes()).containsOnlyKeys("a:user");
    }
}
