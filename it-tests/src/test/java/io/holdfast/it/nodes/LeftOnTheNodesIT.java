package io.holdfast.it.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.it.harness.process.Nodes;
import io.holdfast.it.harness.process.RawItems;
import io.holdfast.store.Telling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What all tests before this one have left on their nodes tells nothing of it. */
@Tag("every-server")
@Order(Integer.MAX_VALUE)
class LeftOnTheNodesIT {

    /** Names and values of the tests' applications that stand for all others; too long to come about by chance. */
    private static final List<String> TEXTS = List.of("JSESSIONID", "io.holdfast.login", "holdfastConversation");

    @Test
    void noItemOnAnyNodeTellsWhatItIs() {
        int items = 0;
        for (int node = 0; node < Nodes.count(); node++) {
            Nodes.ensureRunning(node);
            for (Map.Entry<String, RawItems.Item> item :
                    new RawItems(Nodes.get(node)).all().entrySet()) {
                Telling.assertNothingOf(item.getKey().getBytes(StandardCharsets.UTF_8), List.of(), TEXTS);
                Telling.assertNothingOf(item.getValue().value(), List.of(), TEXTS);
                items++;
            }
        }
        assertThat(items).as("items on all nodes").isPositive();
    }
}
