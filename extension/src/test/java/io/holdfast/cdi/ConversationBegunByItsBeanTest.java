package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A bean that begins its conversation while it is made belongs to what it has begun. */
class ConversationBegunByItsBeanTest {

    private final KeptNodes nodes = new KeptNodes();
    private final Browser browser = new Browser();

    @ConversationScoped
    static class Wizard implements Serializable {

        private static final long serialVersionUID = 1L;

        private final List<String> steps = new ArrayList<>();

        @Inject
        private Conversation conversation;

        @PostConstruct
        void begin() {
            conversation.begin();
        }

        String id() {
            return conversation.getId();
        }

        List<String> step(String step) {
            steps.add(step);
            return List.copyOf(steps);
        }
    }

    private Server start() {
        Server server = Server.start("wizard", nodes, new Class<?>[] {Wizard.class}, "nodes", "a:1,b:1,c:1");
        Browser.deploy(server);
        return server;
    }

    @Test
    void inTheNextRequest() throws Exception {
        try (Server server = start()) {
            String cid = browser.ask(server, () -> {
                server.get(Wizard.class).step("one");
                return server.get(Wizard.class).id();
            });
            assertThat(browser.ask(
                            server,
                            Map.of("cid", cid),
                            () -> server.get(Wizard.class).step("two")))
                    .containsExactly("one", "two");
        }
    }

    @Test
    void inTheSameRequest() throws Exception {
        try (Server server = start()) {
            assertThat(browser.ask(server, () -> {
                        server.get(Wizard.class).step("one");
                        return server.get(Wizard.class).step("two");
                    }))
                    .containsExactly("one", "two");
        }
    }
}
