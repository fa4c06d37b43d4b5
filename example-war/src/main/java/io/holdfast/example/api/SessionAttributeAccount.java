package io.holdfast.example.api;

import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** The account as attributes of the HttpSession: {@code api=http}. */
record SessionAttributeAccount(HttpSession session) implements Account {

    private static final String USER = "api.user";
    private static final String COUNTER = "api.counter";
    private static final String PAYLOAD = "api.payload";

    @Override
    public void login(String user, byte[] payload) {
        session.setAttribute(USER, user);
        session.setAttribute(COUNTER, 0);
        session.setAttribute(PAYLOAD, payload);
    }

    @Override
    public Optional<String> user() {
        return Optional.ofNullable((String) session.getAttribute(USER));
    }

    @Override
    public int counter() {
        return session.getAttribute(COUNTER) instanceof Integer counter ? counter : 0;
    }

    @Override
    public void hit() {
        session.setAttribute(COUNTER, counter() + 1);
    }
}
