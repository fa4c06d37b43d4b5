package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.cluster.Route;
import io.holdfast.testing.FakeNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a request costs that changes nothing, counted in commands to nodes. */
class CleanReadTest extends TwoServers {

    private static final Duration QUARTER =
            Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS).dividedBy(4);

    private final SessionId id = login();

    private List<NodeRequest> read() {
        return readOn(one);
    }

    /** As the servlet integration has it. */
    private List<NodeRequest> readOn(AppServer server) {
        server.runBackground();
        List<FakeNode> asked = server.nodes;
        List<Integer> before =
                asked.stream().map(node -> node.received().size()).toList();
        OpenSession session = server.found(id);
        assertThat(session.attributes().get("user")).isEqualTo("ada");
        session.save();
        session.release();
        server.runBackground();
        return asked.stream()
                .flatMap(node -> node.received().stream().skip(before.get(asked.indexOf(node))))
                .toList();
    }

    @Test
    void theFirstOnAServerIsOneRoundTripToTheOwnersOneOfWhichSendsTheValue() {
        assertThat(readOn(two))
                .hasSize(2)
                .allMatch(NodeRequest.Get.class::isInstance)
                .filteredOn(CleanReadTest::isForValue)
                .hasSize(1);
    }

    @Test
    void whereTheServerHasItInMemoryNoneSendsTheValue() {
        read();
        assertThat(read())
                .hasSize(2)
                .allMatch(NodeRequest.Get.class::isInstance)
                .noneMatch(CleanReadTest::isForValue);
    }

    @Test
    void aTimeoutOfItsOwnCostsASecondTouchOnlyWhereTheServerDoesNotKnowIt() {
        OpenSession session = one.found(id);
        session.setIdleTimeoutSeconds(86_400);
        session.save();
        session.release();
        assertThat(read()).hasSize(2);
        assertThat(readOn(two)).hasSize(4);
        assertThat(readOn(two)).hasSize(2);
    }

    @Test
    void whereTheServerHasItInMemoryItsRouteIsComputedOncePerChangeOfHealth() {
        Route first = route();
        assertThat(route()).isSameAs(first);
        one.owner(id, 2).fail(Cause.REFUSED);
        one.probeOnce();
        Route afterwards = route();
        assertThat(afterwards).isNotSameAs(first);
        assertThat(route()).isSameAs(afterwards);
    }

    private Route route() {
        OpenSession session = one.found(id);
        Route route = session.copies().route();
        session.release();
        return route;
    }

    private static boolean isForValue(NodeRequest request) {
        return ((NodeRequest.Get) request).withValue();
    }

    @Test
    void whenAQuarterOfTheIdleTimeoutHasPassedItIsWrittenOnceOnEachOwner() {
        clock.advance(QUARTER.multipliedBy(3).dividedBy(4));
        assertThat(read()).allMatch(NodeRequest.Get.class::isInstance);
        clock.advance(QUARTER.dividedBy(2));
        assertThat(read()).filteredOn(NodeRequest.Put.class::isInstance).hasSize(2);
        assertThat(read()).as("finds it sealed anew").hasSize(3).allMatch(NodeRequest.Get.class::isInstance);
        assertThat(read()).hasSize(2).allMatch(NodeRequest.Get.class::isInstance);
    }
}
