package io.holdfast.cluster;

import java.time.Instant;

/** What was learned of a node. */
sealed interface NodeEvent {

    /** What follows from it at that time. */
    MonitorState apply(Cases cases, MonitorState now, Instant at);

    /** Each kind has a method, so that a new one is forgotten nowhere. */
    interface Cases {

        MonitorState answered(MonitorState now, Instant at);

        MonitorState answeredLate(MonitorState now, Instant at);

        MonitorState failed(Failed event, MonitorState now, Instant at);

        MonitorState probeAnswered(ProbeAnswered event, MonitorState now, Instant at);

        MonitorState probeFailed(ProbeFailed event, MonitorState now, Instant at);

        MonitorState recovered(Recovered event, MonitorState now, Instant at);

        MonitorState holdDownReset(MonitorState now, Instant at);

        MonitorState restarted(MonitorState now, Instant at);
    }

    /** It answered an ordinary request, whatever the answer. */
    record Answered() implements NodeEvent {
        @Override
        public MonitorState apply(Cases cases, MonitorState now, Instant at) {
            return cases.answered(now, at);
        }
    }

    /** It answered an ordinary request, but much later than other nodes did. */
    record AnsweredLate() implements NodeEvent {
        @Override
        public MonitorState apply(Cases cases, MonitorState now, Instant at) {
            return cases.answeredLate(now, at);
        }
    }

    /** An ordinary request got no answer from it. */
    record Failed(NodeReply.Cause cause) implements NodeEvent {
        @Override
        public MonitorState apply(Cases cases, MonitorState now, Instant at) {
            return cases.failed(this, now, at);
        }
    }

    /** It answered a probe. */
    record ProbeAnswered(long millis) implements NodeEvent {
        @Override
        public MonitorState apply(Cases cases, MonitorState now, Instant at) {
            return cases.probeAnswered(this, now, at);
        }
    }

    /** A probe got no answer. */
    record ProbeFailed(NodeReply.Cause cause, long millis) implements NodeEvent {
        @Override
        public MonitorState apply(Cases cases, MonitorState now, Instant at) {
            return cases.probeFailed(this, now, at);
        }
    }

    /** What it missed has been delivered; {@code change} tells which return of the node that was for. */
    record Recovered(long change) implements NodeEvent {
        @Override
        public MonitorState apply(Cases cases, MonitorState now, Instant at) {
            return cases.recovered(this, now, at);
        }
    }

    /** It is down, as all others are, so the fault is more likely ours: it need not wait to be used again. */
    record HoldDownReset() implements NodeEvent {
        @Override
        public MonitorState apply(Cases cases, MonitorState now, Instant at) {
            return cases.holdDownReset(now, at);
        }
    }

    /** It is another process than before, and empty. */
    record Restarted() implements NodeEvent {
        @Override
        public MonitorState apply(Cases cases, MonitorState now, Instant at) {
            return cases.restarted(now, at);
        }
    }

    Restarted RESTARTED = new Restarted();
    Answered ANSWERED = new Answered();
    AnsweredLate ANSWERED_LATE = new AnsweredLate();
    HoldDownReset HOLD_DOWN_RESET = new HoldDownReset();
}
