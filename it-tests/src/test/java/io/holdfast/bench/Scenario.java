package io.holdfast.bench;

import java.util.OptionalInt;

/**
 * Who asks what.
 *
 * @param kilobytes of each session; none for logins, which begin sessions of their own
 */
record Scenario(Page page, OptionalInt kilobytes) {

    static Scenario login() {
        return new Scenario(Page.LOGIN, OptionalInt.empty());
    }

    static Scenario of(Page page, int kilobytes) {
        return new Scenario(page, OptionalInt.of(kilobytes));
    }

    String size() {
        return kilobytes.isPresent() ? kilobytes.getAsInt() + " KB" : "-";
    }

    @Override
    public String toString() {
        return kilobytes.isPresent() ? page + ", " + size() : "" + page;
    }
}
