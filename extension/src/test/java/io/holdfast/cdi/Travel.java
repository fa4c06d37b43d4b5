package io.holdfast.cdi;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** An application with conversations, written as if there were no Holdfast. */
final class Travel {

    private Travel() {}

    static final Class<?>[] BEANS = {
        Journey.class, Hotel.class, Car.class, Log.class,
    };

    /** What happened, told by whoever does it; not part of any conversation. */
    @ApplicationScoped
    static class Log {
        private final List<String> lines = new ArrayList<>();

        void write(String line) {
            lines.add(line);
        }

        List<String> lines() {
            return List.copyOf(lines);
        }

        void begins(@Observes @Initialized(ConversationScoped.class) HttpServletRequest request) {
            write("initialized");
        }

        void ends(@Observes @BeforeDestroyed(ConversationScoped.class) Object payload) {
            write("before destroyed: " + shown(payload));
        }

        void ended(@Observes @Destroyed(ConversationScoped.class) Object payload) {
            write("destroyed: " + shown(payload));
        }

        private static String shown(Object payload) {
            return payload instanceof HttpServletRequest ? "of the request" : payload.toString();
        }
    }

    @ConversationScoped
    static class Journey implements Serializable {
        private final List<String> stops = new ArrayList<>();

        @Inject
        private Conversation conversation;

        @Inject
        private Log log;

        void to(String stop) {
            stops.add(stop);
        }

        List<String> stops() {
            return List.copyOf(stops);
        }

        String begin() {
            conversation.begin();
            return conversation.getId();
        }

        @PreDestroy
        void destroyed() {
            log.write("journey " + stops + " destroyed");
        }
    }

    @ConversationScoped
    static class Hotel implements Serializable {
        private String choice = "none";

        String choose(String chosen) {
            choice = chosen;
            return choice;
        }

        String choice() {
            return choice;
        }
    }

    @ConversationScoped
    @Typed(Car.class)
    static class Car extends Hotel {}
}
