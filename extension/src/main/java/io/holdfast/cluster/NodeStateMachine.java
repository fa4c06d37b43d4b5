package io.holdfast.cluster;

import io.holdfast.cluster.NodeEvent.Answered;
import io.holdfast.cluster.NodeEvent.AnsweredLate;
import io.holdfast.cluster.NodeEvent.Failed;
import io.holdfast.cluster.NodeEvent.HoldDownReset;
import io.holdfast.cluster.NodeEvent.ProbeAnswered;
import io.holdfast.cluster.NodeEvent.ProbeFailed;
import io.holdfast.cluster.NodeEvent.Recovered;
import io.holdfast.cluster.NodeEvent.Restarted;
import java.time.Instant;

/**
 * When a node is down, and when it is up again: the next state from the present one and what was learned. Pure.
 *
 * <p>Ordinary requests only raise suspicion. It takes a probe that fails to take a node out of use, because a probe
 * that answers shows that it is merely slow or lost one connection.
 */
final class NodeStateMachine {

    private final int timeoutsToDown;

    /** @param timeoutsToDown how many time-outs in a row, or one more of the last ten, take a node down; at least 1 */
    NodeStateMachine(int timeoutsToDown) {
        if (timeoutsToDown < 1) {
            throw new IllegalArgumentException("timeoutsToDown must be >= 1 but is " + timeoutsToDown);
        }
        this.timeoutsToDown = timeoutsToDown;
    }

    MonitorState next(MonitorState now, NodeEvent event, Instant at) {
        if (event instanceof Answered) {
            return now.state() == NodeState.DOWN
                    ? now
                    : now.heard(now.outcomes().good());
        } else if (event instanceof AnsweredLate) {
            return late(now, at);
        } else if (event instanceof Failed failure) {
            return now.state() == NodeState.DOWN
                    ? now
                    : suspect(now.failed(failure.cause()), at, failure.cause().words());
        } else if (event instanceof ProbeAnswered probe) {
            return good(now.probed(probe.millis()).heard(now.outcomes().good()).oneMoreGoodProbe(), now.known(), at);
        } else if (event instanceof ProbeFailed probe) {
            return bad(
                    now.probed(probe.millis()).failed(probe.cause()),
                    at,
                    probe.cause().words());
        } else if (event instanceof Recovered recovered) {
            boolean same = recovered.change() == now.changes();
            return same && now.awaitsRecovery() ? now.enter(NodeState.UP, at, "it answers again") : now;
        } else if (event instanceof Restarted) {
            return now.state().serves() ? now.enter(NodeState.RECOVERING, at, "it was restarted and is empty") : now;
        }
        return event instanceof HoldDownReset && now.state() == NodeState.DOWN ? now.holdDownReset() : now;
    }

    private static MonitorState late(MonitorState now, Instant at) {
        if (now.state() == NodeState.DOWN) {
            return now;
        }
        MonitorState heard = now.heard(now.outcomes().answeredLate());
        return heard.outcomes().countLate() < MonitorState.MANY
                ? heard
                : suspect(heard, at, "answers later than other nodes");
    }

    private static MonitorState suspect(MonitorState now, Instant at, String cause) {
        return now.state() == NodeState.UP ? now.enter(NodeState.SUSPECT, at, cause) : now;
    }

    private static MonitorState good(MonitorState now, boolean wasKnown, Instant at) {
        if (now.state() != NodeState.DOWN) {
            return now;
        }
        if (!wasKnown) {
            return now.enter(NodeState.UP, at, "a probe succeeded");
        }
        boolean returns = now.goodProbes() >= MonitorState.MANY && !now.isHeldDownAt(at);
        return returns ? now.enter(NodeState.RECOVERING, at, "probes succeed again") : now;
    }

    private MonitorState bad(MonitorState now, Instant at, String cause) {
        if (now.state() == NodeState.DOWN) {
            return now.stillDown(cause);
        }
        int inARow = now.health().failures();
        boolean down = (now.broken() && inARow >= 2)
                || inARow >= timeoutsToDown
                || now.outcomes().countFailures() > timeoutsToDown;
        return down ? now.down(at, cause) : suspect(now, at, cause);
    }
}
