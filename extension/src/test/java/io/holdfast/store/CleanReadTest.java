package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.NodeRequest;
import io.holdfast.session.SessionId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a request costs that changes nothing, counted in commands to nodes. */
class CleanReadTest extends TwoServers {

    private static final Duration QUARTER =
            Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS).dividedBy(4);

    private final SessionId id = login();

    /** As the servlet face has it. */
    private List<NodeRequest> read() {
        one.runBackground();
        List<Integer> before =
                nodes.stream().map(node -> node.received().size()).toList();
        OpenSession session = one.found(id);
        assertThat(session.attributes().get("user")).isEqualTo("ada");
        session.save();
        one.runBackground();
        return nodes.stream()
                .flatMap(node -> node.received().stream().skip(before.get(nodes.indexOf(node))))
                .toList();
    }

    @Test
    void itIsOneRoundTripToTheOwnersOneOfWhichSendsTheValue() {
        List<NodeRequest> requests = read();
        assertThat(requests).hasSize(2).allMatch(NodeRequest.Get.class::isInstance);
        assertThat(requests)
                .filteredOn(request -> ((NodeRequest.Get) request).withValue())
                .hasSize(1);
    }

    @Test
    void whenAQuarterOfTheIdleTimeoutHasPassedItIsWrittenOnceOnEachOwner() {
        clock.advance(QUARTER.multipliedBy(3).dividedBy(4));
        assertThat(read()).allMatch(NodeRequest.Get.class::isInstance);
        clock.advance(QUARTER.dividedBy(2));
        assertThat(read()).filteredOn(NodeRequest.Put.class::isInstance).hasSize(2);
        assertThat(read()).hasSize(2).allMatch(NodeRequest.Get.class::isInstance);
    }
}
