package io.holdfast.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * The rules of the live session. A run can be without one; which promise it then breaks is found soon under the theme
 * and the fault that are named here, or it says why not.
 */
enum Rule {
    // What is believed
    EVERY_REQUEST_ASKS(Theme.PLAIN, Fault.NONE),
    ONE_CAS_IS_NOT_ENOUGH(Theme.PLAIN, Fault.WRITE_LOST),
    THE_FLAGS_OF_ONE_OWNER_ARE_NOT_ENOUGH(Theme.PLAIN, Fault.WRITE_LOST),
    EVERY_OWNER_HAS_TO_ANSWER("Takes two faults: one owner missed a write, and then the other one gives no answer."),
    /** What an open has read is all there is, if nothing was saved meanwhile. */
    A_LIVE_SESSION_IS_NO_COPY(Theme.REMOVALS, Fault.NONE),
    WHAT_WAS_NOT_CONFIRMED_FOR_LONG_IS_DROPPED(Theme.REMOVALS, Fault.NONE),
    /** What an open has read is only merged, if something was saved meanwhile. */
    LATE_ANSWERS_ARE_MERGED(Theme.PLAIN, Fault.NONE, 1000),
    WHAT_ENTERS_THE_BASE_ENTERS_THE_TABLE(Theme.PLAIN, Fault.NONE),
    BASE_AND_TOKENS_ARE_ONE(Theme.PLAIN, Fault.NONE),
    FLAGS_GIVE_A_TOKEN_FOR_THEIR_RECORD_ONLY(Theme.PLAIN, Fault.NONE, 1600),
    A_TOKEN_DIES_WITH_ITS_CONNECTION(
            "Costs a second writing: the other owner refuses, and both get what is merged then."),

    // What a request has in hand
    REGISTERED_BEFORE_THE_FIRST_QUESTION(Theme.OUTSIDE, Fault.OUT_OF_TIME, 1000),
    A_REQUEST_KEEPS_WHAT_IT_WAS_HANDED(Theme.PLAIN, Fault.NONE),
    WHAT_WAS_HANDED_AND_REPLACED_IS_COMPARED(Theme.PLAIN, Fault.NONE),
    THE_BYTES_LAST_WRITTEN_BELONG_TO_THE_OBJECT(Theme.PLAIN, Fault.NONE),
    OWN_WRITES_COME_BACK_AS_THE_SAME_OBJECT(Theme.PLAIN, Fault.NONE, 600),
    NOTHING_IN_USE_IS_LET_GO(Theme.PLAIN, Fault.OUT_OF_TIME),
    WHAT_IS_HELD_OUTSIDE_IS_FOUND_AGAIN(Theme.OUTSIDE, Fault.NONE),
    WHO_COMES_FROM_OUTSIDE_LOOKS_FIRST(Theme.OUTSIDE, Fault.NONE),
    EVICTION_SAVES_WHAT_MAY_HAVE_CHANGED(Theme.AFTER_THE_RESPONSE, Fault.NONE),
    WHAT_IS_STILL_SUSPECT_IS_NOT_EVICTED(Theme.AFTER_THE_RESPONSE, Fault.NONE, 9000),

    // What a save writes, and when it counts as written
    CLEAN_ONLY_AFTER_THE_ACKNOWLEDGEMENT(Theme.PLAIN, Fault.OUT_OF_TIME),
    CLEAN_ONLY_WHAT_WAS_ENCODED(Theme.PLAIN, Fault.NONE),
    A_WRITE_UNDER_WAY_IS_WAITED_FOR(Theme.PLAIN, Fault.NONE),
    /** Not for the cost alone: a value is detached, or the session moved, in nobody else's turn. */
    SAVES_TAKE_TURNS(Theme.UNSTORABLE, Fault.NONE),
    STAMPS_COME_BEFORE_BYTES(Theme.PLAIN, Fault.NONE),
    A_SET_GETS_ITS_STAMP_WHEN_IT_IS_MADE(Theme.PLAIN, Fault.OUT_OF_TIME, 1500),
    /** A set of an object that changes between two attempts would else be two values of one stamp. */
    ONE_STAMP_IS_FOR_ONE_WRITING(Theme.TWO_NAMES, Fault.OUT_OF_TIME, 900),
    A_SAVE_COVERS_WHAT_ITS_REQUEST_WAS_HANDED(Theme.PLAIN, Fault.OUT_OF_TIME),
    NOT_WHAT_OTHERS_ARE_AT_WORK_ON(Theme.HALVES, Fault.OUT_OF_TIME),
    /** What others have in hand too, for nobody sees from outside what two objects share. */
    ONCE_ONE_OBJECT_HAS_CHANGED_ALL_ARE_COMPARED(Theme.TWO_NAMES, Fault.NONE),
    A_SET_OF_AN_OBJECT_COUNTS_AS_A_CHANGE(Theme.TWO_NAMES, Fault.NONE),
    WHAT_COULD_NOT_BE_SAVED_IS_NOT_KEPT(Theme.PLAIN, Fault.OUT_OF_TIME),

    // Values that cannot be stored
    AN_UNSTORABLE_SET_IS_TAKEN_BACK(Theme.UNSTORABLE, Fault.NONE),
    WHO_WAS_SHOWN_AN_UNSTORABLE_VALUE_IS_REFUSED_TOO(Theme.UNSTORABLE, Fault.NONE),
    /** Of several sets that are not stored yet, one that cannot be must not take the others along. */
    TAKEN_BACK_IS_TO_WHAT_WAS_SET_BEFORE(Theme.UNSTORABLE, Fault.NONE),
    WHAT_CAME_MEANWHILE_IS_NOT_TAKEN_BACK(Theme.UNSTORABLE, Fault.NONE, 1500),
    AN_UNSTORABLE_OBJECT_IS_DETACHED(Theme.UNSTORABLE, Fault.NONE),
    /** A write of the object whose outcome is unknown would bring it back, or a second one beside the new. */
    WHO_DETACHES_LOOKS_WHAT_UNSURE_WRITES_HAVE_LEFT(Theme.UNSTORABLE, Fault.OUT_OF_TIME),
    ONLY_WHO_HOLDS_AN_UNSTORABLE_VALUE_IS_REFUSED(Theme.UNSTORABLE, Fault.NONE, 600),

    // Ends
    A_TOMBSTONE_ENDS_THE_LIVE_SESSION(Theme.ENDS, Fault.NONE),
    NOTHING_IS_HANDED_OUT_DURING_AN_END_OR_A_MOVE(
            "Costs refusals: saves meet the tombstone, and who is handed a session is asked for its key again."),
    AN_END_THAT_NOBODY_TOOK_IS_NONE(Theme.ENDS, Fault.OUT_OF_TIME),
    WHO_BURIED_THE_FIRST_COPY_TELLS_THE_LISTENERS(Theme.ENDS, Fault.NONE),

    // Changes of id
    A_NEW_ID_IS_THERE_BEFORE_ITS_CALL_RETURNS(Theme.NEW_IDS, Fault.NONE),
    /** Looked at when the session is handed out, not only when it is found. */
    AN_OLD_ID_OPENS_NOTHING(Theme.NEW_IDS, Fault.NONE),
    THE_OLD_KEY_LEAVES_THE_TABLE("Costs a question: under the old key the nodes have a tombstone."),
    A_MOVE_BURIES_THE_BASE_IT_HAS_STORED(Theme.NEW_IDS, Fault.NONE),
    WHAT_A_MOVE_BURIES_IS_STORED_FIRST(Theme.NEW_IDS, Fault.NONE),
    THE_OWNERS_ARE_BURIED_FIRST(Theme.NEW_IDS, Fault.OUT_OF_TIME),
    A_MOVE_THAT_FAILED_HAS_CHANGED_NOTHING(Theme.NEW_IDS, Fault.OUT_OF_TIME),
    A_MOVE_THAT_BURIED_AN_OWNER_HAS_HAPPENED(Theme.NEW_IDS, Fault.OUT_OF_TIME, 7400),
    A_MOVE_IS_NO_END(Theme.NEW_IDS, Fault.NONE),
    TWO_MOVES_FROM_ONE_ID_ARE_ONE(Theme.NEW_IDS, Fault.NONE),
    AN_ANSWER_TELLS_THE_KEY_OF_ITS_TIME(Theme.NEW_IDS, Fault.NONE, 35_800),
    A_REFUSAL_TELLS_THE_NEW_ID_TOO(Theme.NEW_IDS, Fault.OUT_OF_TIME);

    private final Theme theme;
    private final Fault fault;
    private final long firstSeed;
    private final String whyNotMissed;

    Rule(Theme theme, Fault fault) {
        this(theme, fault, 1);
    }

    Rule(Theme theme, Fault fault, long firstSeed) {
        this.theme = theme;
        this.fault = fault;
        this.firstSeed = firstSeed;
        this.whyNotMissed = "";
    }

    Rule(String whyNotMissed) {
        this.theme = null;
        this.fault = null;
        this.firstSeed = 1;
        this.whyNotMissed = whyNotMissed;
    }

    /** Null: any. */
    Theme theme() {
        return theme;
    }

    /** Null: any. */
    Fault fault() {
        return fault;
    }

    long firstSeed() {
        return firstSeed;
    }

    /** Some promise is broken without it, under one fault. */
    boolean isMissed() {
        return whyNotMissed.isEmpty();
    }

    /** The rule, and what else has to be missing for it to be missed: the other one is enough. */
    Set<Rule> andWhatIsEnough() {
        return switch (this) {
            case A_LIVE_SESSION_IS_NO_COPY, WHAT_WAS_NOT_CONFIRMED_FOR_LONG_IS_DROPPED ->
                EnumSet.of(A_LIVE_SESSION_IS_NO_COPY, WHAT_WAS_NOT_CONFIRMED_FOR_LONG_IS_DROPPED);
            case TWO_MOVES_FROM_ONE_ID_ARE_ONE -> EnumSet.of(this, AN_ANSWER_TELLS_THE_KEY_OF_ITS_TIME);
            case WHAT_COULD_NOT_BE_SAVED_IS_NOT_KEPT -> EnumSet.of(this, A_SET_GETS_ITS_STAMP_WHEN_IT_IS_MADE);
            case STAMPS_COME_BEFORE_BYTES -> EnumSet.of(this, SAVES_TAKE_TURNS);
            default -> EnumSet.of(this);
        };
    }

    /** Why it is there although nothing is broken without it; empty if something is. */
    String whyNotMissed() {
        return whyNotMissed;
    }
}
