package io.holdfast.it.app.faces;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** How often a visitor pressed a button, in all his windows together. */
@Named
@SessionScoped
public class Clicks implements Serializable {

    private static final long serialVersionUID = 1L;

    private int count;

    public synchronized int getCount() {
        return count;
    }

    /** Stays on the view. */
    public synchronized void add() {
        count++;
    }
}
