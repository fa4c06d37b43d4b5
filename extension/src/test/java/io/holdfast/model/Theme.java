package io.holdfast.model;

import java.util.Random;

/** What a run is about besides reading and changing: too many things at once are seldom found together. */
enum Theme {
    // Letters of Kind, more of what is to be more frequent
    PLAIN("RRLCCCGGSD"),
    REMOVALS("RRRCDDDSS"),
    ENDS("RLCCGSDEE"),
    NEW_IDS("RLCCGSNNNAAO"),
    TWO_NAMES("RLCCCCGTTS"),
    UNSTORABLE("RRCCGSUUV"),
    HALVES("RRCSSDHHH"),
    AFTER_THE_RESPONSE("RCCSDXXX"),
    OUTSIDE("RRCCGSOOOO");

    private static final Theme[] ALL = values();

    private final String letters;

    Theme(String letters) {
        this.letters = letters;
    }

    Kind any(Random random) {
        return Kind.of(letters.charAt(random.nextInt(letters.length())));
    }

    /** Somebody outside of requests keeps the session object of one. */
    boolean keepsSessions() {
        return this == OUTSIDE || this == NEW_IDS;
    }

    static Theme[] all() {
        return ALL;
    }
}
