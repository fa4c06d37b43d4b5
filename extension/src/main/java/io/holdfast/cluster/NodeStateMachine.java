package io.holdfast.cluster;

import io.holdfast.cluster.NodeEvent.Failed;
import io.holdfast.cluster.NodeEvent.ProbeAnswered;
import io.holdfast.cluster.NodeEvent.ProbeFailed;
import io.holdfast.cluster.NodeEvent.Recovered;
import java.time.Instant;

/**
 * When a node is down, and when it is up again: the next state from the present one and what was learned. Pure.
 *
 * <p>Ordinary requests only raise suspicion. It takes a probe that fails to take a node out of use, because a probe
 * that answers shows that it is merely slow or lost one connection.
 */
final class NodeStateMachine implements NodeEvent.Cases {

    private final int timeoutsToDown;

    /** @param timeoutsToDown how many time-outs in a row, or one more of the last ten, take a node down; at least 1 */
    NodeStateMachine(int timeoutsToDown) {
        if (timeoutsToDown < 1) {
            throw new IllegalArgumentException("timeoutsToDown must be >= 1 but is " + timeoutsToDown);
        }
        this.timeoutsToDown = timeoutsToDown;
    }

    MonitorState next(MonitorState now, NodeEvent event, Instant at) {
        return event.apply(this, now, at);
    }

    private static boolean isDown(MonitorState now) {
        return now.state() == NodeState.DOWN;
    }

    @Override
    public MonitorState answered(MonitorState now, Instant at) {
        return isDown(now) ? now : now.heard(now.outcomes().good());
    }

    @Override
    public MonitorState answeredLate(MonitorState now, Instant at) {
        return isDown(now) ? now : late(now, at);
    }

    @Override
    public MonitorState failed(Failed event, MonitorState now, Instant at) {
        return isDown(now)
                ? now
                : suspect(now.failed(event.cause()), at, event.cause().words());
    }

    @Override
    public MonitorState probeAnswered(ProbeAnswered event, MonitorState now, Instant at) {
        MonitorState heard = now.probed(event.millis()).heard(now.outcomes().good());
        return good(heard.oneMoreGoodProbe(), now.known(), at);
    }

    @Override
    public MonitorState probeFailed(ProbeFailed event, MonitorState now, Instant at) {
        return bad(
                now.probed(event.millis()).failed(event.cause()),
                at,
                event.cause().words());
    }

    @Override
    public MonitorState recovered(Recovered event, MonitorState now, Instant at) {
        boolean same = event.change() == now.changes();
        return same && now.awaitsRecovery() ? now.enter(NodeState.UP, at, "it answers again") : now;
    }

    @Override
    public MonitorState holdDownReset(MonitorState now, Instant at) {
        return isDown(now) ? now.holdDownReset() : now;
    }

    @Override
    public MonitorState restarted(MonitorState now, Instant at) {
        return now.state().serves() ? now.enter(NodeState.RECOVERING, at, "it was restarted and is empty") : now;
    }

    private static MonitorState late(MonitorState now, Instant at) {
        MonitorState heard = now.heard(now.outcomes().answeredLate());
        return heard.outcomes().countLate() < MonitorState.MANY
                ? heard
                : suspect(heard, at, "answers later than other nodes");
    }

    private static MonitorState suspect(MonitorState now, Instant at, String cause) {
        return now.state() == NodeState.UP ? now.enter(NodeState.SUSPECT, at, cause) : now;
    }

    private static MonitorState good(MonitorState now, boolean wasKnown, Instant at) {
        if (!isDown(now)) {
            return now;
        }
        if (!wasKnown) {
            return now.enter(NodeState.UP, at, "a probe succeeded");
        }
        boolean returns = now.goodProbes() >= MonitorState.MANY && !now.isHeldDownAt(at);
        return returns ? now.enter(NodeState.RECOVERING, at, "probes succeed again") : now;
    }

    private MonitorState bad(MonitorState now, Instant at, String cause) {
        if (isDown(now)) {
            return now.stillDown(cause);
        }
        int inARow = now.health().failures();
        boolean down = (now.broken() && inARow >= 2)
                || inARow >= timeoutsToDown
                || now.outcomes().countFailures() > timeoutsToDown;
        return down ? now.down(at, cause) : suspect(now, at, cause);
    }
}
