package io.holdfast.example.api;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.Optional;

/** The account as a session bean: {@code api=cdi}. */
@SessionScoped
public class SessionBeanAccount implements Account, Serializable {

    private static final long serialVersionUID = 1L;

    private String user = "";
    private int counter;

    @SuppressWarnings("unused") // it is there to be stored
    private byte[] payload = {};

    @Override
    public void login(String user, byte[] payload) {
        this.user = user;
        this.counter = 0;
        this.payload = payload;
    }

    @Override
    public Optional<String> user() {
        return Optional.of(user).filter(name -> !name.isEmpty());
    }

    @Override
    public int counter() {
        return counter;
    }

    @Override
    public void hit() {
        counter++;
    }
}
