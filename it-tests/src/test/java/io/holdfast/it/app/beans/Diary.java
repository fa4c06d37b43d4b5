package io.holdfast.it.app.beans;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened on this server. */
@ApplicationScoped
public class Diary {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void write(String line) {
        lines.add(line);
    }

    String read() {
        return String.join("\n", lines);
    }

    void begins(@Observes @Initialized(SessionScoped.class) HttpSession session) {
        write("session begins");
    }

    void ending(@Observes @BeforeDestroyed(SessionScoped.class) HttpSession session) {
        write("session is ending");
    }

    void ended(@Observes @Destroyed(SessionScoped.class) HttpSession session) {
        write("session has ended");
    }

    void bought(@Observes Basket.Bought what) {
        write("bought " + what.item());
    }
}
