package io.holdfast.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which acknowledged changes may be lost after all: the later write wins between servers, and a set replaces an object.
 */
final class Conflicts {

    /** False: one server alone, which has no excuse. */
    boolean mayBe;

    private final List<Request> requests;
    /** Not to be found under the second name any more, as that was given anew. */
    private int givenAnew;

    Conflicts(List<Request> requests) {
        this.requests = requests;
    }

    boolean isGivenAnew(int bits) {
        return (givenAnew & bits) != 0;
    }

    void setsAgain(int bits) {
        givenAnew |= 1 & ~bits;
        for (Request request : requests) {
            givenAnew |= (request.bit() | request.secondBit()) & ~bits;
        }
    }

    /** Lost to a change that another server made at the same time; a chain of overlapping ones will do. */
    boolean excuse(Name name, int bit) {
        if (name == Name.CART_AGAIN && isGivenAnew(1 << bit)) {
            return true;
        }
        if (!mayBe) {
            return false;
        }
        Set<Request> chain = new LinkedHashSet<>();
        for (Request request : requests) {
            boolean namesAgain = name == Name.CART_AGAIN && request.kind == Kind.GIVES_THE_CART_A_SECOND_NAME;
            if (((request.bit() | request.secondBit()) >> bit & 1) == 1 || namesAgain) {
                chain.add(request);
            }
        }
        prolong(chain);
        return chain.stream().map(request -> request.server).distinct().count() > 1;
    }

    private void prolong(Set<Request> chain) {
        boolean more = true;
        while (more) {
            more = false;
            for (Request other : requests) {
                if (writesTheCart(other) && !chain.contains(other)) {
                    more |= chain.stream().anyMatch(one -> overlap(one, other)) && chain.add(other);
                }
            }
        }
    }

    private static boolean writesTheCart(Request request) {
        return request.changedTheCart
                || request.carried
                || request.kind == Kind.LOGS_IN
                || request.kind == Kind.GIVES_THE_CART_A_SECOND_NAME;
    }

    static boolean overlap(Request one, Request other) {
        return one.begin < other.end && other.begin < one.end;
    }
}
