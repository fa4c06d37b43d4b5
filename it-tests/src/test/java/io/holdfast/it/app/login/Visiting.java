package io.holdfast.it.app.login;

import jakarta.security.enterprise.CallerPrincipal;

/** A principal that says it is serialisable, and is not. */
public class Visiting extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // that is the point
    private final Object badge = new Object();

    Visiting(String name) {
        super(name);
    }

    @Override
    public String toString() {
        return getName() + " with " + badge;
    }
}
