package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cdi.Travel.Car;
import io.holdfast.cdi.Travel.Hotel;
import io.holdfast.cdi.Travel.Journey;
import io.holdfast.cdi.Travel.Log;
import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.BusyConversationException;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.NonexistentConversationException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the specification says of conversations, on one server after the other. */
class ConversationsTest {

    private final KeptNodes nodes = new KeptNodes();
    private final Browser browser = new Browser();
    private Server server;

    @BeforeEach
    void start() {
        server = server("travel");
    }

    private Server server(String deployment) {
        Server started = Server.start(deployment, nodes, Travel.BEANS, "nodes", "a:1,b:1,c:1");
        Browser.deploy(started);
        return started;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** From here on another server answers. */
    private void hop() {
        stop();
        start();
    }

    private List<String> go(String cid, String stop) throws Exception {
        return browser.ask(server, Map.of("cid", cid), () -> {
            Journey journey = server.get(Journey.class);
            journey.to(stop);
            return journey.stops();
        });
    }

    private String begin(String stop) throws Exception {
        return browser.ask(server, () -> {
            server.get(Journey.class).to(stop);
            return server.get(Journey.class).begin();
        });
    }

    private Conversation conversation() {
        return server.get(Conversation.class);
    }

    private List<String> log() {
        return server.get(Log.class).lines();
    }

    @Test
    void aTransientConversationEndsWithItsRequestAndStartsNoSession() throws Exception {
        browser.ask(server, () -> {
            server.get(Journey.class).to("Rome");
            assertThat(conversation().isTransient()).isTrue();
            assertThat(conversation().getId()).isNull();
            return server.get(Journey.class).stops();
        });
        assertThat(log())
                .containsExactly(
                        "initialized",
                        "before destroyed: of the request",
                        "journey [Rome] destroyed",
                        "destroyed: of the request");
        assertThat(browser.hasCookie()).isFalse();
    }

    @Test
    void aRequestWithoutConversationsHasNone() throws Exception {
        browser.ask(server, Map.of("cid", "unknown"), () -> "no bean");
        assertThat(log()).isEmpty();
    }

    @Test
    void aLongRunningConversationGoesOnOnAnotherServerAlsoWhenANodeDies() throws Exception {
        String cid = begin("Rome");
        assertThat(log()).containsExactly("initialized");
        hop();
        assertThat(go(cid, "Bari")).containsExactly("Rome", "Bari");
        nodes.kill("a");
        hop();
        assertThat(go(cid, "Corfu")).containsExactly("Rome", "Bari", "Corfu");
        assertThat(log()).isEmpty();
    }

    @Test
    void aRequestThatOnlyReadsItsConversationWritesNothing() throws Exception {
        String cid = begin("Rome");
        hop();
        int before = nodes.writes();
        List<String> stops = browser.ask(
                server, Map.of("cid", cid), () -> server.get(Journey.class).stops());
        assertThat(stops).containsExactly("Rome");
        assertThat(nodes.writes()).isEqualTo(before);
    }

    @Test
    void anEndedConversationIsDestroyedAtTheEndOfItsRequestAndGoneForAll() throws Exception {
        String cid = begin("Rome");
        hop();
        browser.ask(server, Map.of("cid", cid), () -> {
            conversation().end();
            assertThat(conversation().isTransient()).isTrue();
            return server.get(Journey.class).stops();
        });
        assertThat(log())
                .containsExactly(
                        "before destroyed: of the request", "journey [Rome] destroyed", "destroyed: of the request");
        assertThatThrownBy(() -> go(cid, "Bari")).isInstanceOf(NonexistentConversationException.class);
    }

    @Test
    void anUnknownConversationIsSaidToBeSoAndATransientOneTakesItsPlace() throws Exception {
        List<String> stops = browser.ask(server, Map.of("cid", "unknown"), () -> {
            Journey journey = server.get(Journey.class);
            assertThatThrownBy(journey::stops).isInstanceOf(NonexistentConversationException.class);
            journey.to("Rome");
            return journey.stops();
        });
        assertThat(stops).containsExactly("Rome");
        assertThat(log()).startsWith("initialized").endsWith("destroyed: of the request");
    }

    @Test
    void theConversationOfAnotherSessionIsUnknown() throws Exception {
        String cid = begin("Rome");
        Callable<List<String>> stranger = () -> new Browser()
                .ask(server, Map.of("cid", cid), () -> server.get(Journey.class).stops());
        assertThatThrownBy(stranger::call).isInstanceOf(NonexistentConversationException.class);
    }

    @Test
    void twoConversationsOfASessionDoNotSeeEachOther() throws Exception {
        String first = begin("Rome");
        String second = begin("Oslo");
        assertThat(go(first, "Bari")).containsExactly("Rome", "Bari");
        assertThat(go(second, "Bergen")).containsExactly("Oslo", "Bergen");
    }

    @Test
    void noPropagationMeansATransientConversation() throws Exception {
        String cid = begin("Rome");
        for (Map<String, String> without : List.of(
                Map.of("cid", cid, "conversationPropagation", "none"),
                Map.of("cid", cid, "nocid", "true"),
                Map.of("cid", ""))) {
            assertThat(browser.ask(server, without, () -> conversation().isTransient()))
                    .isTrue();
        }
    }

    @Test
    void beginAndEndRefuseWhatTheSpecificationSays() throws Exception {
        browser.ask(server, () -> {
            Conversation conversation = conversation();
            assertThatThrownBy(conversation::end).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> conversation.begin("")).isInstanceOf(IllegalArgumentException.class);
            conversation.begin("4:my own: id");
            assertThatThrownBy(conversation::begin).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> conversation.begin("other")).isInstanceOf(IllegalStateException.class);
            return null;
        });
        browser.ask(server, () -> {
            assertThatThrownBy(() -> conversation().begin("4:my own: id")).isInstanceOf(IllegalArgumentException.class);
            return null;
        });
        assertThat(go("4:my own: id", "Rome")).containsExactly("Rome");
    }

    @Test
    void aConversationThatAnotherRequestHasIsBusy() throws Exception {
        String cid = begin("Rome");
        browser.ask(server, Map.of("cid", cid), () -> {
            server.get(Journey.class).to("Bari");
            assertThatThrownBy(() -> go(cid, "Oslo")).isInstanceOf(BusyConversationException.class);
            return null;
        });
        assertThat(go(cid, "Corfu")).containsExactly("Rome", "Bari", "Corfu");
    }

    @Test
    void twoServersHaveItAtOnceAndDifferentBeansKeepTheirChanges() throws Exception {
        String cid = browser.ask(server, () -> {
            conversation().begin();
            return conversation().getId();
        });
        try (Server other = server("travel on another server")) {
            browser.ask(server, Map.of("cid", cid), () -> {
                server.get(Hotel.class).choose("Ritz");
                return browser.ask(
                        other, Map.of("cid", cid), () -> other.get(Car.class).choose("Fiat"));
            });
        }
        List<String> choices = browser.ask(
                server,
                Map.of("cid", cid),
                () -> List.of(
                        server.get(Hotel.class).choice(), server.get(Car.class).choice()));
        assertThat(choices).containsExactly("Ritz", "Fiat");
    }

    @Test
    void aNewSessionIdKeepsConversations() throws Exception {
        String cid = begin("Rome");
        hop();
        browser.ask(server, Map.of("cid", cid), () -> {
            server.get(Journey.class).to("Bari");
            return server.get(HttpServletRequest.class).changeSessionId();
        });
        assertThat(go(cid, "Corfu")).containsExactly("Rome", "Bari", "Corfu");
    }

    @Test
    void theEndOfASessionEndsItsConversations() throws Exception {
        String other = begin("Oslo");
        String own = begin("Rome");
        hop();
        browser.ask(server, Map.of("cid", own), () -> {
            server.get(Journey.class).to("Bari");
            server.get(HttpSession.class).invalidate();
            server.get(Log.class)
                    .write("servlet returns, stops " + server.get(Journey.class).stops());
            return null;
        });
        assertThat(log())
                .containsExactly(
                        "servlet returns, stops [Rome, Bari]",
                        "before destroyed: of the request",
                        "journey [Rome, Bari] destroyed",
                        "destroyed: of the request",
                        "before destroyed: " + other,
                        "journey [Oslo] destroyed",
                        "destroyed: " + other);
        assertThatThrownBy(() -> go(own, "Corfu")).isInstanceOf(NonexistentConversationException.class);
    }

    @Test
    void aConversationThatStayedUnusedForItsTimeoutIsGoneAndDestroyedWhenTheNextOneBegins() throws Exception {
        String cid = begin("Rome");
        hop();
        browser.ask(server, Map.of("cid", cid), () -> {
            conversation().setTimeout(60_000);
            assertThat(conversation().getTimeout()).isEqualTo(60_000);
            return null;
        });
        browser.ask(server, () -> {
            SessionConversations stored = new SessionConversations(
                    RequestSession.current().openSession(false).conversations());
            assertThat(stored.state(cid).timeoutMillis()).isEqualTo(60_000);
            stored.put(cid, new ConversationState(60_000, 0));
            return null;
        });
        assertThatThrownBy(() -> go(cid, "Bari")).isInstanceOf(NonexistentConversationException.class);
        browser.ask(server, () -> server.get(Journey.class).begin());
        assertThat(log()).contains("before destroyed: " + cid, "journey [Rome] destroyed", "destroyed: " + cid);
    }

    @Test
    void theConversationIsABeanWithTheNameOfTheSpecification() throws Exception {
        BeanManager beans = server.container().getBeanManager();
        Bean<?> bean = beans.resolve(beans.getBeans("jakarta.enterprise.context.conversation"));
        Conversation named =
                (Conversation) beans.getReference(bean, Conversation.class, beans.createCreationalContext(bean));
        assertThat(browser.ask(server, named::isTransient)).isTrue();
        assertThat(browser.ask(server, named::getTimeout)).isPositive();
    }

    @Test
    void outsideOfARequestThereIsNone() {
        assertThatThrownBy(() -> conversation().begin()).isInstanceOf(ContextNotActiveException.class);
        assertThatThrownBy(() -> server.get(Journey.class).stops()).isInstanceOf(ContextNotActiveException.class);
    }
}
