package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Node;
import io.holdfast.session.SessionRecord.Tombstone;
import io.holdfast.session.Stamp;
import io.holdfast.store.Debts.Debt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DebtsTest {

    private static final Node NODE = new Node("a", "a.test", 11211);

    private final Debts debts = new Debts();

    private static Debt change(String key) {
        return new Debt(key, null, 60);
    }

    private static Debt end(String key) {
        return new Debt(key, Tombstone.ofEnd(Stamp.ZERO), 60);
    }

    @Test
    void tombstonesAreDeliveredFirst() {
        debts.owe(NODE, change("a"));
        debts.owe(NODE, end("b"));
        debts.owe(NODE, change("c"));

        assertThat(debts.take(NODE)).containsExactly(end("b"), change("a"), change("c"));
        assertThat(debts.take(NODE)).isEmpty();
    }

    @Test
    void aTombstoneReplacesAChangeAndIsNotReplacedByOne() {
        debts.owe(NODE, change("a"));
        debts.owe(NODE, end("a"));
        debts.owe(NODE, change("a"));

        assertThat(debts.take(NODE)).containsExactly(end("a"));
    }

    @Test
    void whereThereAreTooManyTheOldestChangesAreForgottenFirst() {
        debts.owe(NODE, end("end"));
        IntStream.rangeClosed(1, 10_000).forEach(i -> debts.owe(NODE, change("change" + i)));

        assertThat(debts.take(NODE)).hasSize(10_000).contains(end("end")).doesNotContain(change("change1"));
    }
}
