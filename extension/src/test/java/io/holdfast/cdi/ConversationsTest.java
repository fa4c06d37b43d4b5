package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cdi.Travel.Car;
import io.holdfast.cdi.Travel.Hotel;
import io.holdfast.cdi.Travel.Journey;
import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.BusyConversationException;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.NonexistentConversationException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the specification says of conversations, on one server after the other. */
class ConversationsTest {

    private final Traveller traveller = Traveller.start();

    @AfterEach
    void stop() {
        traveller.close();
    }

    @Test
    void aTransientConversationEndsWithItsRequestAndStartsNoSession() throws Exception {
        traveller.ask(() -> {
            traveller.get(Journey.class).to("Rome");
            assertThat(traveller.conversation().isTransient()).isTrue();
            assertThat(traveller.conversation().getId()).isNull();
            return traveller.get(Journey.class).stops();
        });
        assertThat(traveller.log())
                .containsExactly(
                        "initialized",
                        "before destroyed: of the request",
                        "journey [Rome] destroyed",
                        "destroyed: of the request");
        assertThat(traveller.browser().hasCookie()).isFalse();
    }

    @Test
    void aRequestWithoutConversationsHasNone() throws Exception {
        traveller.ask(Map.of("cid", "unknown"), () -> "no bean");
        assertThat(traveller.log()).isEmpty();
    }

    @Test
    void aRequestThatWrapsItselfHasOneConversation() throws Exception {
        String cid = traveller.begin("Rome");
        traveller.ask(Map.of("cid", cid), () -> {
            traveller.get(Journey.class).to("Bari");
            HttpServletRequest request =
                    Objects.requireNonNull(RequestSession.current()).request();
            traveller
                    .browser()
                    .share(
                            traveller.server(),
                            new HidingAttributes(request),
                            () -> traveller.get(Journey.class).to("Ostuni"));
            return "";
        });
        assertThat(traveller.go(cid, "Lecce")).containsExactly("Rome", "Bari", "Ostuni", "Lecce");
    }

    private static final class HidingAttributes extends HttpServletRequestWrapper {

        HidingAttributes(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return null;
        }
    }

    @Test
    void aLongRunningConversationGoesOnOnAnotherServerAlsoWhenANodeDies() throws Exception {
        String cid = traveller.begin("Rome");
        assertThat(traveller.log()).containsExactly("initialized");
        traveller.hop();
        assertThat(traveller.go(cid, "Bari")).containsExactly("Rome", "Bari");
        traveller.nodes().kill("a");
        traveller.hop();
        assertThat(traveller.go(cid, "Corfu")).containsExactly("Rome", "Bari", "Corfu");
        assertThat(traveller.log()).isEmpty();
    }

    @Test
    void aRequestThatOnlyReadsItsConversationWritesNothing() throws Exception {
        String cid = traveller.begin("Rome");
        traveller.hop();
        int before = traveller.nodes().writes();
        List<String> stops = traveller.ask(
                Map.of("cid", cid), () -> traveller.get(Journey.class).stops());
        assertThat(stops).containsExactly("Rome");
        assertThat(traveller.nodes().writes()).isEqualTo(before);
    }

    @Test
    void anUnknownConversationIsSaidToBeSoAndATransientOneTakesItsPlace() throws Exception {
        List<String> stops = traveller.ask(Map.of("cid", "unknown"), () -> {
            Journey journey = traveller.get(Journey.class);
            assertThatThrownBy(journey::stops).isInstanceOf(NonexistentConversationException.class);
            journey.to("Rome");
            return journey.stops();
        });
        assertThat(stops).containsExactly("Rome");
        assertThat(traveller.log()).startsWith("initialized").endsWith("destroyed: of the request");
    }

    @Test
    void theConversationOfAnotherSessionIsUnknown() throws Exception {
        String cid = traveller.begin("Rome");
        Callable<List<String>> stranger = () -> new Browser()
                .ask(
                        traveller.server(),
                        Map.of("cid", cid),
                        () -> traveller.get(Journey.class).stops());
        assertThatThrownBy(stranger::call).isInstanceOf(NonexistentConversationException.class);
    }

    @Test
    void twoConversationsOfASessionDoNotSeeEachOther() throws Exception {
        String first = traveller.begin("Rome");
        String second = traveller.begin("Oslo");
        assertThat(traveller.go(first, "Bari")).containsExactly("Rome", "Bari");
        assertThat(traveller.go(second, "Bergen")).containsExactly("Oslo", "Bergen");
    }

    @Test
    void noPropagationMeansATransientConversation() throws Exception {
        String cid = traveller.begin("Rome");
        for (Map<String, String> without : List.of(
                Map.of("cid", cid, "conversationPropagation", "none"),
                Map.of("cid", cid, "nocid", "true"),
                Map.of("cid", ""))) {
            assertThat(traveller.ask(without, () -> traveller.conversation().isTransient()))
                    .isTrue();
        }
    }

    @Test
    void beginAndEndRefuseWhatTheSpecificationSays() throws Exception {
        traveller.ask(() -> {
            Conversation conversation = traveller.conversation();
            assertThatThrownBy(conversation::end).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> conversation.begin("")).isInstanceOf(IllegalArgumentException.class);
            conversation.begin("4:my own: id");
            assertThatThrownBy(conversation::begin).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> conversation.begin("other")).isInstanceOf(IllegalStateException.class);
            return null;
        });
        traveller.ask(() -> {
            assertThatThrownBy(() -> traveller.conversation().begin("4:my own: id"))
                    .isInstanceOf(IllegalArgumentException.class);
            return null;
        });
        assertThat(traveller.go("4:my own: id", "Rome")).containsExactly("Rome");
    }

    @Test
    void aConversationThatAnotherRequestHasIsBusy() throws Exception {
        String cid = traveller.begin("Rome");
        traveller.ask(Map.of("cid", cid), () -> {
            traveller.get(Journey.class).to("Bari");
            assertThatThrownBy(() -> traveller.go(cid, "Oslo")).isInstanceOf(BusyConversationException.class);
            return null;
        });
        assertThat(traveller.go(cid, "Corfu")).containsExactly("Rome", "Bari", "Corfu");
    }

    @Test
    void twoServersHaveItAtOnceAndDifferentBeansKeepTheirChanges() throws Exception {
        String cid = traveller.ask(() -> {
            traveller.conversation().begin();
            return traveller.conversation().getId();
        });
        try (Server other = traveller.anotherServer("at the same time")) {
            traveller.ask(Map.of("cid", cid), () -> {
                traveller.get(Hotel.class).choose("Ritz");
                return traveller
                        .browser()
                        .ask(
                                other,
                                Map.of("cid", cid),
                                () -> other.get(Car.class).choose("Fiat"));
            });
        }
        List<String> choices = traveller.ask(
                Map.of("cid", cid),
                () -> List.of(
                        traveller.get(Hotel.class).choice(),
                        traveller.get(Car.class).choice()));
        assertThat(choices).containsExactly("Ritz", "Fiat");
    }

    @Test
    void aNewSessionIdKeepsConversations() throws Exception {
        String cid = traveller.begin("Rome");
        traveller.hop();
        traveller.ask(Map.of("cid", cid), () -> {
            traveller.get(Journey.class).to("Bari");
            return traveller.get(HttpServletRequest.class).changeSessionId();
        });
        assertThat(traveller.go(cid, "Corfu")).containsExactly("Rome", "Bari", "Corfu");
    }

    @Test
    void theConversationIsABeanWithTheNameOfTheSpecification() throws Exception {
        BeanManager beans = traveller.server().container().getBeanManager();
        Bean<?> bean = beans.resolve(beans.getBeans("jakarta.enterprise.context.conversation"));
        Conversation named =
                (Conversation) beans.getReference(bean, Conversation.class, beans.createCreationalContext(bean));
        assertThat(traveller.ask(named::isTransient)).isTrue();
        assertThat(traveller.ask(named::getTimeout)).isPositive();
    }

    @Test
    void outsideOfARequestThereIsNone() {
        assertThatThrownBy(() -> traveller.conversation().begin()).isInstanceOf(ContextNotActiveException.class);
        assertThatThrownBy(() -> traveller.get(Journey.class).stops()).isInstanceOf(ContextNotActiveException.class);
    }
}
