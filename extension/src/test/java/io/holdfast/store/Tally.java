package io.holdfast.store;

import java.io.Serializable;

/** A counter that changes inside, and that whoever uses it guards. */
final class Tally implements Serializable {

    private static final long serialVersionUID = 1;

    int count;
}
