package io.holdfast.it.app.spring;

import jakarta.annotation.PreDestroy;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

/** Has an end, for which Spring puts a callback into the session. */
@Component
@SessionScope
class Visit implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final List<String> ENDED = new CopyOnWriteArrayList<>();

    private String guest = "nobody";

    void begin(String newGuest) {
        guest = newGuest;
    }

    String guest() {
        return guest;
    }

    @PreDestroy
    void end() {
        ENDED.add(guest);
    }

    /** Those whose visit has ended on this server. */
    static List<String> ended() {
        return ENDED;
    }
}
