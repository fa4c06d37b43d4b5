package io.holdfast.faults;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A browser that remembers what it was told and judges every answer by that. One request at a time.
 *
 * <p>A hit whose answer never came may have been counted or not: that many more are right as well.
 */
final class User {

    private final String name;
    private final String api;
    private final int payload;
    private @Nullable String cookie;
    private boolean loggedIn;
    /** The last count it was told. */
    private int seen;
    /** What the count must be in the end, if nothing acknowledged is lost. */
    private int owed;
    /** By how much a count may exceed what is expected. */
    private int slack;

    private boolean takesNewIds;
    private int newIds;
    private boolean refusedLogin;
    private int mostMissing;

    /** @param payload bytes that the session is to carry */
    User(String name, String api, int payload) {
        this.name = name;
        this.api = api;
        this.payload = payload;
    }

    String name() {
        return name;
    }

    @Nullable
    String cookie() {
        return cookie;
    }

    boolean isLoggedIn() {
        return loggedIn;
    }

    /** What it expects, for whoever looks into an answer that was not right; the cookie stays secret. */
    @Override
    public String toString() {
        return name + " (" + api + ", seen " + seen + ", owed " + owed + ", slack " + slack + ")";
    }

    /** A session that goes on under another cookie is not lost: keys are changed meanwhile. */
    void takeNewIds() {
        takesNewIds = true;
    }

    /** How often this user's session was given another id since the login. */
    int newIds() {
        return newIds;
    }

    /** Whether a login of this user's has ever failed. */
    boolean wasRefusedLogin() {
        return refusedLogin;
    }

    /** How many of the changes that were acknowledged were not in the last answer; none if the session is gone. */
    int missingChanges() {
        return loggedIn ? Math.max(0, owed - seen) : 0;
    }

    /** The most changes that any answer lacked of those this user had been told of. */
    int mostMissing() {
        return mostMissing;
    }

    Step nextStep(RandomGenerator random) {
        if (!loggedIn) {
            return Step.LOGIN;
        }
        return random.nextBoolean() ? Step.HIT : Step.READ;
    }

    String path(Step step) {
        return switch (step) {
            case LOGIN -> "api/login?api=" + api + "&size=" + payload + "&user=" + name;
            case HIT -> "api/hit?api=" + api;
            case READ -> "api/read?api=" + api;
        };
    }

    Outcome judge(Step step, Reply reply) {
        Outcome outcome = outcome(step, reply);
        boolean known = reply.isSession();
        if (step == Step.LOGIN) {
            refusedLogin |= outcome != Outcome.RIGHT;
        } else if (step == Step.HIT && !known) {
            slack++;
        }
        if (known && reply.cookie() != null) {
            cookie = reply.cookie().isEmpty() ? null : reply.cookie();
        }
        return outcome;
    }

    private Outcome outcome(Step step, Reply reply) {
        if (reply.isProperRefusal()) {
            return Outcome.UNAVAILABLE;
        }
        if (!reply.isSession()) {
            return Outcome.ERROR;
        }
        String user = reply.user();
        if (user != null && !user.equals(name)) {
            return Outcome.WRONG_USER;
        }
        int counter = reply.counter().orElseThrow();
        return step == Step.LOGIN ? loggedIn(user, counter) : continued(step, user, counter, reply.cookie());
    }

    private Outcome loggedIn(@Nullable String user, int counter) {
        loggedIn = user != null && counter == 0;
        seen = 0;
        owed = 0;
        slack = 0;
        newIds = 0;
        return loggedIn ? Outcome.RIGHT : Outcome.ERROR;
    }

    private Outcome continued(Step step, @Nullable String user, int counter, @Nullable String newCookie) {
        boolean isNewId = newCookie != null && !newCookie.equals(cookie);
        if (user == null || (isNewId && !takesNewIds)) {
            loggedIn = false;
            return Outcome.LOST;
        }
        newIds += isNewId ? 1 : 0;
        int one = step == Step.HIT ? 1 : 0;
        int excess = counter - (seen + one);
        seen = counter;
        owed = Math.max(owed + one, counter);
        slack -= excess; // what fell back may come again
        if (excess < 0) {
            mostMissing = Math.max(mostMissing, -excess);
            return Outcome.OLDER;
        }
        return slack < 0 ? tooMany() : Outcome.RIGHT;
    }

    private Outcome tooMany() {
        slack = 0;
        return Outcome.ERROR;
    }
}
