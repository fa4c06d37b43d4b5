package io.holdfast.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.session.SessionRecord.Tombstone;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SessionMergeTest {

    @Provide
    Arbitrary<SessionRecord> records() {
        return Records.records();
    }

    @Property
    void orderDoesNotMatter(@ForAll("records") SessionRecord a, @ForAll("records") SessionRecord b) {
        assertThat(SessionMerge.merge(a, b)).isEqualTo(SessionMerge.merge(b, a));
    }

    @Property
    void groupingDoesNotMatter(
            @ForAll("records") SessionRecord a,
            @ForAll("records") SessionRecord b,
            @ForAll("records") SessionRecord c) {
        assertThat(SessionMerge.merge(SessionMerge.merge(a, b), c))
                .isEqualTo(SessionMerge.merge(a, SessionMerge.merge(b, c)));
    }

    @Property
    void repetitionDoesNotMatter(@ForAll("records") SessionRecord a, @ForAll("records") SessionRecord b) {
        SessionRecord merged = SessionMerge.merge(a, b);
        assertThat(SessionMerge.merge(merged, b)).isEqualTo(merged);
    }

    @Property
    void aTombstoneWinsOverEverything(@ForAll("records") SessionRecord record) {
        assertThat(SessionMerge.merge(record, Tombstone.ofEnd(Stamp.ZERO))).isInstanceOf(Tombstone.class);
    }

    @Example
    void perAttributeTheNewerStampWins() {
        SessionRecord a = Records.live(Map.of("x", Records.present(2, "new"), "y", Records.present(1, "old")));
        SessionRecord b = Records.live(Map.of("x", Records.present(1, "old"), "y", Records.present(3, "new")));
        assertThat(SessionMerge.merge(a, b))
                .isEqualTo(Records.live(Map.of("x", Records.present(2, "new"), "y", Records.present(3, "new"))));
    }

    @Example
    void anOlderWriteDoesNotBringBackWhatWasRemoved() {
        SessionRecord removed = Records.live(Map.of("x", new StoredValue.Removed(new Stamp(5, 1))));
        SessionRecord older = Records.live(Map.of("x", Records.present(4, "old")));
        assertThat(SessionMerge.merge(removed, older)).isEqualTo(removed);
    }

    @Property
    void whatIsFoundIsMergedUnlessItIsOldBesideWhatIsSure(
            @ForAll("records") SessionRecord sure, @ForAll("records") SessionRecord found, @ForAll long now) {
        boolean isOld = sure instanceof SessionRecord.Live one
                && found instanceof SessionRecord.Live other
                && one.validity().isBelievedAt(now)
                && !other.validity().isBelievedAt(now);
        assertThat(SessionMerge.mergeUnlessOld(sure, found, now))
                .isEqualTo(isOld ? sure : SessionMerge.merge(sure, found));
    }
}
