package io.holdfast.it.app.live;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;

/** Counts under a lock of its own, which only those hold who have the same instance. */
@SessionScoped
public class Tally implements Serializable {

    private static final long serialVersionUID = 1L;

    private int count;

    int add(int more) {
        synchronized (this) {
            int before = count;
            Busy.forAMoment();
            count = before + more;
            return count;
        }
    }
}
