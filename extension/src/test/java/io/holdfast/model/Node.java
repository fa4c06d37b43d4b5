package io.holdfast.model;

import java.util.HashMap;
import java.util.Map;

/** A plain memcached node: a compare-and-set for each key, and nothing left after a restart. */
final class Node {

    private final Map<Integer, Answer> items = new HashMap<>();
    private final boolean livesAreTold;
    private int life = 1;
    private int cas;

    /** @param livesAreTold false: a token of an earlier life is taken for one of this */
    Node(boolean livesAreTold) {
        this.livesAreTold = livesAreTold;
    }

    Answer read(int key) {
        Answer item = items.get(key);
        return item == null ? new Answer(null, Token.ofMiss(life)) : item;
    }

    /** An {@code add} where the token is that of a miss, else a compare-and-set. */
    Reply write(int key, Token token, Stored stored) {
        Token there = read(key).token();
        boolean same = token.cas() == there.cas() && (token.life() == life || token.isMiss() || !livesAreTold);
        if (!same) {
            return Reply.REFUSED;
        }
        put(key, stored);
        return Reply.STORED;
    }

    void put(int key, Stored stored) {
        cas++;
        items.put(key, new Answer(stored, new Token(life, cas)));
    }

    void remove(int key) {
        items.remove(key);
    }

    void restart() {
        items.clear();
        life++;
        cas = 0;
    }
}
