package io.holdfast.apps.jpa;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The order under way, detached. */
@SessionScoped
public class Basket implements Serializable {

    private static final long serialVersionUID = 1L;

    private @Nullable Purchase order;

    /** Fails before the first. */
    public Purchase order() {
        return Objects.requireNonNull(order, "no order was begun");
    }

    /** From now on this one is under way. */
    public void keep(Purchase read) {
        order = read;
    }
}
