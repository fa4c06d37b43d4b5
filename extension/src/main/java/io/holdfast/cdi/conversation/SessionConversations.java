package io.holdfast.cdi.conversation;

import io.holdfast.SessionAttributes;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The long-running conversations of one session. Each is a state and beans, whose names begin with the conversation's
 * id and the length of it: applications may choose ids of any characters. Thread-safe as the attributes are.
 */
final class SessionConversations {

    private final SessionAttributes all;

    /** @param all what the session's record holds of conversations */
    SessionConversations(SessionAttributes all) {
        this.all = all;
    }

    private static String prefix(String id) {
        return id.length() + ":" + id + ":";
    }

    /** The ids of all of which anything is left. */
    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        for (String name : all.names()) {
            int colon = name.indexOf(':');
            ids.add(name.substring(colon + 1, colon + 1 + Integer.parseInt(name.substring(0, colon))));
        }
        return ids;
    }

    /** Null if there is no such conversation. */
    @Nullable
    ConversationState state(String id) {
        return all.get(prefix(id)) instanceof ConversationState state ? state : null;
    }

    /** Begins a conversation, or changes what is known of it. */
    void put(String id, ConversationState state) {
        all.set(prefix(id), state);
    }

    /** Ends a conversation; its beans are not touched. */
    void remove(String id) {
        all.remove(prefix(id));
    }

    SessionAttributes beansOf(String id) {
        return new Beans(prefix(id));
    }

    private final class Beans implements SessionAttributes {

        private final String prefix;

        Beans(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public @Nullable Object get(String name) {
            return all.get(prefix + name);
        }

        @Override
        public void set(String name, @Nullable Object value) {
            all.set(prefix + name, value);
        }

        @Override
        public void remove(String name) {
            all.remove(prefix + name);
        }

        @Override
        public Set<String> names() {
            Set<String> names = new LinkedHashSet<>();
            for (String name : all.names()) {
                if (name.startsWith(prefix) && name.length() > prefix.length()) {
                    names.add(name.substring(prefix.length()));
                }
            }
            return names;
        }
    }
}
