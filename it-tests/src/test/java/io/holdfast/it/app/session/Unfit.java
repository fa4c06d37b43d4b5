package io.holdfast.it.app.session;

import java.io.Serializable;

/** Says that it can be serialised, and cannot. */
public class Unfit implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final Object inside = new Object();

    @Override
    public String toString() {
        return "unfit " + inside;
    }
}
