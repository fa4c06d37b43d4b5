package io.holdfast.it.app.login;

import jakarta.security.enterprise.CallerPrincipal;

/** A principal that says more than its name. */
public class Member extends CallerPrincipal {

    private static final long serialVersionUID = 1L;

    private final int number;

    Member(String name, int number) {
        super(name);
        this.number = number;
    }

    int number() {
        return number;
    }
}
