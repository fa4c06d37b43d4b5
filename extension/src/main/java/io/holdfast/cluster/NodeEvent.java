package io.holdfast.cluster;

/** What was learned of a node. */
sealed interface NodeEvent {

    /** It answered an ordinary request, whatever the answer. */
    record Answered() implements NodeEvent {}

    /** It answered an ordinary request, but much later than other nodes did. */
    record AnsweredLate() implements NodeEvent {}

    /** An ordinary request got no answer from it. */
    record Failed(NodeReply.Cause cause) implements NodeEvent {}

    /** It answered a probe. */
    record ProbeAnswered(long millis) implements NodeEvent {}

    /** A probe got no answer. */
    record ProbeFailed(NodeReply.Cause cause, long millis) implements NodeEvent {}

    /** What it missed has been delivered; {@code change} tells which return of the node that was for. */
    record Recovered(long change) implements NodeEvent {}

    /** It is down, as all others are, so the fault is more likely ours: it need not wait to be used again. */
    record HoldDownReset() implements NodeEvent {}

    /** It is another process than before, and empty. */
    record Restarted() implements NodeEvent {}

    Restarted RESTARTED = new Restarted();
    Answered ANSWERED = new Answered();
    AnsweredLate ANSWERED_LATE = new AnsweredLate();
    HoldDownReset HOLD_DOWN_RESET = new HoldDownReset();
}
