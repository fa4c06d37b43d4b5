package io.holdfast.it.app.faces;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** All letters that a visitor kept. */
@Named
@SessionScoped
public class Notebook implements Serializable {

    private static final long serialVersionUID = 1L;

    private final StringBuilder text = new StringBuilder();

    void add(String more) {
        text.append(more);
    }

    public String getText() {
        return text.toString();
    }
}
