package io.holdfast.it.app.conversation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletRequest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What happened on this server, one line each. */
@ApplicationScoped
public class TripLog {

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /** Adds a line. */
    public void write(String line) {
        lines.add(line);
    }

    /** The lines since this was last asked. */
    public String take() {
        String taken = String.join("\n", lines);
        lines.clear();
        return taken;
    }

    void begins(@Observes @Initialized(ConversationScoped.class) Object payload) {
        write("initialized: " + shown(payload));
    }

    void ends(@Observes @BeforeDestroyed(ConversationScoped.class) Object payload) {
        write("ending: " + shown(payload));
    }

    void ended(@Observes @Destroyed(ConversationScoped.class) Object payload) {
        write("ended: " + shown(payload));
    }

    private static String shown(Object payload) {
        return payload instanceof ServletRequest ? "of the request" : payload.toString();
    }
}
