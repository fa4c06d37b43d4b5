package io.holdfast.it.app.session;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;

/** Who is logged in, and how often they have hit. */
@SessionScoped
public class Account implements Serializable {

    private static final long serialVersionUID = 1L;

    private String user;
    private int counter;

    public String user() {
        return user;
    }

    public int counter() {
        return counter;
    }

    public void login(String name) {
        user = name;
        counter = 0;
    }

    public void hit() {
        counter++;
    }
}
