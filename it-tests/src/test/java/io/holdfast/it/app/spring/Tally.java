package io.holdfast.it.app.spring;

import io.holdfast.it.app.live.Busy;
import java.io.Serializable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** Counts under no lock of its own. */
@Component
@SessionScope
class Tally implements Serializable {

    private static final long serialVersionUID = 1L;

    private int count;

    int add(int more) {
        int before = count;
        Busy.forAMoment();
        count = before + more;
        return count;
    }
}
