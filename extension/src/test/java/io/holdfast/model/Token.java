package io.holdfast.model;

/** A CAS token and the life of the node that gave it, for a restarted node counts from one again. */
record Token(int life, int cas) {

    private static final int NOTHING_THERE = 0;

    static Token ofMiss(int life) {
        return new Token(life, NOTHING_THERE);
    }

    boolean isMiss() {
        return cas == NOTHING_THERE;
    }

    boolean isNewerThan(Token other) {
        return life > other.life || (life == other.life && cas > other.cas);
    }
}
