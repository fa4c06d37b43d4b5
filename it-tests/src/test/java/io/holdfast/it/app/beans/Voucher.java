package io.holdfast.it.app.beans;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;

/** A bean of a library. */
@SessionScoped
public class Voucher implements Serializable {

    private static final long serialVersionUID = 1L;

    private int worth;

    int raise() {
        return ++worth;
    }

    int worth() {
        return worth;
    }
}
