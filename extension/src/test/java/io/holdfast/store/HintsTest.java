package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Node;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Stamp;
import io.holdfast.store.Hints.Hint;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HintsTest {

    private static final Node NODE = new Node("a", "a.test", 11211);

    private final Hints hints = new Hints();

    private static Hint change(String key) {
        return new Hint(key, null, 60);
    }

    private static Hint end(String key) {
        return new Hint(key, Tombstone.ofEnd(Stamp.ZERO), 60);
    }

    @Test
    void tombstonesAreDeliveredFirst() {
        hints.add(NODE, change("a"));
        hints.add(NODE, end("b"));
        hints.add(NODE, change("c"));

        assertThat(hints.take(NODE)).containsExactly(end("b"), change("a"), change("c"));
        assertThat(hints.take(NODE)).isEmpty();
    }

    @Test
    void aTombstoneReplacesAChangeAndIsNotReplacedByOne() {
        hints.add(NODE, change("a"));
        hints.add(NODE, end("a"));
        hints.add(NODE, change("a"));

        assertThat(hints.take(NODE)).containsExactly(end("a"));
    }

    @Test
    void whereThereAreTooManyTheOldestChangesAreForgottenFirst() {
        hints.add(NODE, end("end"));
        IntStream.rangeClosed(1, 10_000).forEach(i -> hints.add(NODE, change("change" + i)));

        assertThat(hints.take(NODE)).hasSize(10_000).contains(end("end")).doesNotContain(change("change1"));
    }
}
