package io.holdfast.cluster;

/** What was learned of a node. */
sealed interface NodeEvent {

    /** What follows from it; each kind has a method, so that a new one is forgotten nowhere. */
    <T> T match(Cases<T> cases);

    /** @param <T> what follows from an event */
    interface Cases<T> {

        T answered();

        T answeredLate();

        T failed(Failed event);

        T probeAnswered(ProbeAnswered event);

        T probeFailed(ProbeFailed event);

        T recovered(Recovered event);

        T holdDownReset();

        T restarted();
    }

    /** It answered an ordinary request, whatever the answer. */
    record Answered() implements NodeEvent {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.answered();
        }
    }

    /** It answered an ordinary request, but much later than other nodes did. */
    record AnsweredLate() implements NodeEvent {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.answeredLate();
        }
    }

    /** An ordinary request got no answer from it. */
    record Failed(NodeReply.Cause cause) implements NodeEvent {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.failed(this);
        }
    }

    /** It answered a probe. */
    record ProbeAnswered(long millis) implements NodeEvent {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.probeAnswered(this);
        }
    }

    /** A probe got no answer. */
    record ProbeFailed(NodeReply.Cause cause, long millis) implements NodeEvent {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.probeFailed(this);
        }
    }

    /** What it missed has been delivered; {@code change} tells which return of the node that was for. */
    record Recovered(long change) implements NodeEvent {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.recovered(this);
        }
    }

    /** It is down, as all others are, so the fault is more likely ours: it need not wait to be used again. */
    record HoldDownReset() implements NodeEvent {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.holdDownReset();
        }
    }

    /** It is another process than before, and empty. */
    record Restarted() implements NodeEvent {
        @Override
        public <T> T match(Cases<T> cases) {
            return cases.restarted();
        }
    }

    Restarted RESTARTED = new Restarted();
    Answered ANSWERED = new Answered();
    AnsweredLate ANSWERED_LATE = new AnsweredLate();
    HoldDownReset HOLD_DOWN_RESET = new HoldDownReset();
}
