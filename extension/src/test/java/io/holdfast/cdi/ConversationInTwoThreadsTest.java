package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.Eventually;
import io.holdfast.web.RequestSession;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two threads of one request, as an asynchronous one may have, do not wait for each other for ever. */
class ConversationInTwoThreadsTest {

    private static final Set<Thread.State> STUCK_OR_DONE = EnumSet.of(Thread.State.BLOCKED, Thread.State.TERMINATED);

    private final KeptNodes nodes = new KeptNodes();
    private final Browser browser = new Browser();

    @SessionScoped
    static class Careful implements Serializable {

        private static final long serialVersionUID = 1L;

        private static Runnable whileMade = () -> {};

        @Inject
        private Conversation conversation;

        private String seen = "";

        @PostConstruct
        void look() {
            whileMade.run();
            seen = conversation.getId();
        }

        String seen() {
            return seen;
        }
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whileOneMakesASessionBeanAndTheOtherBeginsAConversation() throws Exception {
        try (Server server = Server.start("careful", nodes, new Class<?>[] {Careful.class}, "nodes", "a:1,b:1,c:1")) {
            Browser.deploy(server);
            String id = browser.ask(server, () -> {
                HttpServletRequest request =
                        Objects.requireNonNull(RequestSession.current()).request();
                request.getSession();
                Thread other = sharing(server, request, server.get(Conversation.class)::begin);
                Careful.whileMade = () -> goOnWhenStuckOrDone(other);
                Thread making = sharing(server, request, server.get(Careful.class)::seen);
                making.start();
                making.join();
                other.join();
                return server.get(Conversation.class).getId();
            });
            assertThat(id).isNotNull();
        }
    }

    private Thread sharing(Server server, HttpServletRequest request, Runnable part) {
        return new Thread(() -> {
            try {
                browser.share(server, request, part);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void goOnWhenStuckOrDone(Thread other) {
        other.start();
        Eventually.await(
                "the other thread is stuck or done",
                Duration.ofSeconds(20),
                () -> STUCK_OR_DONE.contains(other.getState()));
    }
}
