package io.holdfast.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Everything that is remembered of a node's health. Immutable.
 *
 * @param health what others see of it
 * @param known false until the first attempt has ended
 * @param broken whether one of the failures in a row was other than a time-out
 * @param outcomes of the last attempts
 * @param goodProbes in a row since the last failure
 * @param flaps how often it went down soon after it was back
 * @param holdDownUntil when it may leave DOWN at the earliest
 * @param lastBack when it last left DOWN
 * @param changes how many changes of state there were
 */
record MonitorState(
        NodeHealth health,
        boolean known,
        boolean broken,
        OutcomeWindow outcomes,
        int goodProbes,
        int flaps,
        Instant holdDownUntil,
        Instant lastBack,
        long changes) {

    /** So many of the last ten attempts are too many; so many good probes in a row are enough. */
    static final int MANY = 3;

    /** Longer than a node that comes and goes stays; shorter than operators wait before they restart the next one. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final Duration LONGEST_HOLD_DOWN = Duration.ofSeconds(30);

    /** Of a node that nobody has tried yet. */
    static MonitorState unknown(Instant now) {
        NodeHealth health = new NodeHealth(NodeState.DOWN, now, "not probed yet", 0, OptionalLong.empty());
        return new MonitorState(health, false, false, OutcomeWindow.GOOD, 0, 0, now, Instant.MIN, 0);
    }

    NodeState state() {
        return health.state();
    }

    /** Whether one more answer would change nothing. */
    boolean isAsGoodAsCanBe() {
        return state() == NodeState.DOWN || (health.failures() == 0 && outcomes.equals(OutcomeWindow.GOOD));
    }

    /** Whether its failures are not settled yet by a probe. */
    boolean inDoubt() {
        return state() != NodeState.DOWN && health.failures() > 0;
    }

    /** Whether it does not answer, or is out of use since it did not, and nothing worse is known. */
    boolean isSilent() {
        return (health.failures() > 0 || state() == NodeState.DOWN)
                && health.cause().equals(NodeReply.Cause.TIMEOUT.words());
    }

    /** Whether it is in use and has not failed since it answered last. */
    boolean isInUse() {
        return state().serves() && health.failures() == 0;
    }

    /** Whether it may be used as before once it has been given what it missed. */
    boolean awaitsRecovery() {
        boolean isCalm = outcomes.countFailures() < MANY && outcomes.countLate() < MANY;
        return health.failures() == 0
                && (state() == NodeState.RECOVERING || (state() == NodeState.SUSPECT && goodProbes > 0 && isCalm));
    }

    /** A clock that was set back ends the wait. */
    boolean isHeldDownAt(Instant now) {
        return !now.isBefore(health.since()) && now.isBefore(holdDownUntil);
    }

    MonitorState heard(OutcomeWindow next) {
        return health.failures() == 0 && next.equals(outcomes)
                ? this
                : with(health.withFailures(0), false, next, goodProbes);
    }

    MonitorState failed(NodeReply.Cause cause) {
        boolean isBroken = broken || cause != NodeReply.Cause.TIMEOUT;
        return with(health.withFailures(health.failures() + 1), isBroken, outcomes.failed(), 0);
    }

    MonitorState probed(long millis) {
        return with(health.withProbeMillis(millis), broken, outcomes, goodProbes);
    }

    MonitorState oneMoreGoodProbe() {
        return with(health, broken, outcomes, goodProbes + 1);
    }

    private MonitorState with(NodeHealth next, boolean isBroken, OutcomeWindow ends, int probes) {
        return new MonitorState(next, true, isBroken, ends, probes, flaps, holdDownUntil, lastBack, changes);
    }

    /** A node that stays DOWN is down for the latest reason. */
    MonitorState stillDown(String cause) {
        NodeHealth same = new NodeHealth(state(), health.since(), cause, health.failures(), health.probeMillis());
        return with(same, broken, outcomes, goodProbes);
    }

    MonitorState down(Instant now, String cause) {
        int often = now.isBefore(lastBack.plus(QUIET)) ? flaps + 1 : 1;
        Duration holdDown = Duration.ofSeconds(1L << Math.min(often - 1, 10));
        Instant until = now.plus(holdDown.compareTo(LONGEST_HOLD_DOWN) < 0 ? holdDown : LONGEST_HOLD_DOWN);
        return new MonitorState(
                health.enter(NodeState.DOWN, now, cause),
                known,
                broken,
                outcomes,
                0,
                often,
                until,
                lastBack,
                changes + 1);
    }

    /** Enters a state other than DOWN. */
    MonitorState enter(NodeState next, Instant now, String cause) {
        boolean fresh = next != NodeState.SUSPECT;
        return new MonitorState(
                health.enter(next, now, cause),
                known,
                broken && !fresh,
                fresh ? OutcomeWindow.GOOD : outcomes,
                fresh ? 0 : goodProbes,
                flaps,
                holdDownUntil,
                state() == NodeState.DOWN ? now : lastBack,
                changes + 1);
    }

    MonitorState holdDownReset() {
        return new MonitorState(
                health, known, broken, outcomes, goodProbes, Math.max(0, flaps - 1), health.since(), lastBack, changes);
    }
}
