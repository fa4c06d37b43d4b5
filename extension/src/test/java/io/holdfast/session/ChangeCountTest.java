package io.holdfast.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ChangeCountTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000);
    private static final Instant LATER = NOW.plusSeconds(60);

    private static final int ONE = 1;
    private static final int OTHER = 2;

    @Provide
    Arbitrary<ChangeCount> counts() {
        return Records.changeCounts();
    }

    @Property
    void theOrderOfMergesDoesNotMatter(
            @ForAll("counts") ChangeCount a, @ForAll("counts") ChangeCount b, @ForAll("counts") ChangeCount c) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(a)).isEqualTo(a);
    }

    @Property
    void aMergeNeverForgetsThatSomethingIsUnarchived(@ForAll("counts") ChangeCount a, @ForAll("counts") ChangeCount b) {
        ChangeCount ahead = a.merge(b);
        assertThat(ahead.allArchived(LATER).merge(a).unarchived()).isZero();
        assertThat(ahead.unarchived()).isGreaterThanOrEqualTo(0);
    }

    @Example
    void parallelChangesOnTwoServersAddUp() {
        ChangeCount base = ChangeCount.NONE.with(ONE, 1, NOW);
        ChangeCount merged = base.with(ONE, 2, NOW).merge(base.with(OTHER, 1, NOW));
        assertThat(merged.unarchived()).isEqualTo(3);
    }

    @Example
    void whatWasArchivedIsNotCountedAnyMore() {
        ChangeCount three = ChangeCount.NONE.with(ONE, 1, NOW).with(ONE, 2, NOW).with(OTHER, 1, NOW);
        ChangeCount archived = three.allArchived(LATER);
        assertThat(archived.unarchived()).isZero();
        assertThat(archived.oldestMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(three.with(OTHER, 2, NOW).merge(archived).unarchived()).isEqualTo(1);
    }

    @Example
    void theOldestUnarchivedChangeTellsHowLongTheArchiveIsBehind() {
        ChangeCount count = ChangeCount.NONE.with(ONE, 1, NOW).with(ONE, 2, LATER);
        assertThat(count.oldestMillis()).isEqualTo(NOW.toEpochMilli());
        ChangeCount next = count.allArchived(LATER).with(ONE, 3, LATER.plusSeconds(5));
        assertThat(next.oldestMillis()).isEqualTo(LATER.plusSeconds(5).toEpochMilli());
    }

    @Example
    void aSessionThatWasNeverArchivedIsToldFromOneThatWas() {
        ChangeCount count = ChangeCount.NONE.with(ONE, 1, NOW);
        assertThat(ChangeCount.NONE.isInArchive()).isFalse();
        assertThat(count.isInArchive()).isFalse();
        assertThat(count.allArchived(NOW).isInArchive()).isTrue();
    }

    @Example
    void writersThatMadeNoChangeForLongAreForgottenUnlessTheArchiveLacksSome() {
        ChangeCount count = ChangeCount.NONE.with(ONE, 4, NOW).allArchived(NOW).with(OTHER, 1, NOW);
        assertThat(count.withoutWritersBefore(LATER)).isEqualTo(ChangeCount.NONE.with(OTHER, 1, NOW));
        assertThat(count.withoutWritersBefore(NOW)).isEqualTo(count);
    }
}
