package io.holdfast.model;

import java.util.Arrays;
import java.util.List;

/** A record and, for each node, the token of a copy all of which is in that record. Null: not known. */
record Base(Stored stored, List<Token> tokens) {

    static Base of(Stored stored, Token[] tokens) {
        return new Base(stored, Arrays.asList(tokens.clone()));
    }

    static Base unknown(Stored stored, int nodes) {
        return of(stored, new Token[nodes]);
    }

    Base with(Stored other) {
        return new Base(other, tokens);
    }

    Base merge(Base other) {
        Token[] newer = tokens.toArray(new Token[0]);
        for (int node = 0; node < newer.length; node++) {
            Token theirs = other.tokens.get(node);
            if (newer[node] == null || (theirs != null && theirs.isNewerThan(newer[node]))) {
                newer[node] = theirs;
            }
        }
        return of(stored.merge(other.stored), newer);
    }

    Token[] copyOfTokens() {
        return tokens.toArray(new Token[0]);
    }
}
