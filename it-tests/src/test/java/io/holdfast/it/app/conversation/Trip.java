package io.holdfast.it.app.conversation;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;

/** What a visitor plans in one conversation. */
@ConversationScoped
@Named
public class Trip implements Serializable {

    private static final long serialVersionUID = 1L;

    private String stops = "";

    @Inject
    private Conversation conversation;

    @Inject
    private TripLog log;

    /** Adds a stop. */
    public void add(String stop) {
        stops += stop;
    }

    /** The stops so far. */
    public String getStops() {
        return stops;
    }

    /** Makes the conversation long-running; its id. */
    public String begin() {
        conversation.begin();
        return conversation.getId();
    }

    /** Ends the conversation. */
    public void end() {
        conversation.end();
    }

    @PreDestroy
    void destroyed() {
        log.write("trip " + stops + " destroyed");
    }
}
