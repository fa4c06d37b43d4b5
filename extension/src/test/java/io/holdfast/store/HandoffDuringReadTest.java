package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.cluster.NodeReply.Cause;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.testing.FakeNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What an owner had missed is brought to it between its answer to a read and that of the next node. */
class HandoffDuringReadTest extends TwoServers {

    private final Queue<Runnable> beforeLooks = new ArrayDeque<>();

    private AppServer reader(List<FakeNode> its, int copies, FakeNode at) {
        return third(its, copies, at, Get.class, beforeLooks);
    }

    @Test
    void aChangeIsSeenThoughTheStandInsCopyIsGoneAndTheOwnerThatTookItIsSilent() {
        SessionId id = login();
        OpenSession session = one.found(id);
        session.attributes().set("user", "grace");
        one.owner(id, 1).loseRequests(1);
        session.save();
        AppServer reader = reader(nodes, 2, one.owner(id, 2));
        reader.owner(id, 0).delayRepliesBy(Duration.ofMillis(12));
        beforeLooks.add(one::probe);
        assertThat(get(reader, id, "user")).isEqualTo("grace");
    }

    @Test
    void aSessionIsFoundThoughOneOwnerGotItAfterItsAnswerAndTheOtherDiedBeforeIts() {
        SessionId id = login();
        FakeNode second = one.owner(id, 1);
        one.owner(id, 0).evict(one.key(id));
        AppServer reader = reader(nodes, 2, second);
        beforeLooks.add(() -> {
            one.found(id).save();
            one.runBackground();
            second.kill();
        });
        beforeLooks.add(reader::probeOnce);
        assertThat(get(reader, id, "user")).isEqualTo("ada");
    }

    @Test
    void withTwoNodesAChangeIsSeenThoughTheOneGotItAfterItsAnswerAndTheOtherDiedBeforeIts() {
        List<FakeNode> pair = nodes.subList(0, 2);
        AppServer writer = new AppServer(4, pair, 2, clock);
        SessionId id = writer.store.create(session -> session.set("user", "ada"));
        FakeNode first = writer.owner(id, 0);
        FakeNode second = writer.owner(id, 1);
        first.fail(Cause.REFUSED);
        set(writer, id, "user", "grace");
        first.start();
        AppServer reader = reader(pair, 2, second);
        beforeLooks.add(() -> {
            writer.probe();
            second.kill();
        });
        assertThat(get(reader, id, "user")).isEqualTo("grace");
    }

    @Test
    void withOneCopyASessionIsFoundThoughItsOwnerGotItAfterItsAnswer() {
        AppServer writer = new AppServer(4, nodes, 1, clock);
        FakeNode away = nodes.get(0);
        away.fail(Cause.REFUSED);
        writer.probeOnce();
        SessionId id = standingIn(writer);
        away.start();
        AppServer reader = reader(nodes, 1, writer.owner(id, 1));
        beforeLooks.add(writer::probe);
        assertThat(get(reader, id, "user")).isEqualTo("ada");
    }

    /** One that begins while the first node of its order is away. */
    private static SessionId standingIn(AppServer writer) {
        while (true) {
            SessionId id = writer.store.create(session -> session.set("user", "ada"));
            if (!writer.store.locate(id).equals(writer.preference(id).subList(0, 1))) {
                return id;
            }
        }
    }
}
