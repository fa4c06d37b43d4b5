package io.holdfast.cdi;

/** What {@link Fake} makes a {@code SessionCookieConfig} of: one in which only the name was set. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // as those of Browser
final class FakeCookieConfig {

    private String cookieName = "JSESSIONID";

    String getName() {
        return cookieName;
    }

    void setName(String name) {
        cookieName = name;
    }

    String getPath() {
        return null;
    }

    String getDomain() {
        return null;
    }

    boolean isSecure() {
        return false;
    }

    int getMaxAge() {
        return -1;
    }

    String getAttribute(String name) {
        return null;
    }
}
