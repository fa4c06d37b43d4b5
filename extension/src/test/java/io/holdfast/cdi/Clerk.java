package io.holdfast.cdi;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.logging.Level;

/** A session bean that can be serialised, but not read back where classes have to be listed. */
@SessionScoped
public class Clerk implements Serializable {

    private final Level level = Level.INFO;
    private int prints;

    public int print() {
        return level == null ? 0 : ++prints;
    }
}
