package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cdi.Travel.Journey;
import io.holdfast.cdi.Travel.Log;
import io.holdfast.cdi.conversation.LongUnused;
import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.NonexistentConversationException;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long-running conversations end, and what is told of it. */
class ConversationEndsTest {

    private final Traveller traveller = Traveller.start();

    @AfterEach
    void stop() {
        traveller.close();
    }

    @Test
    void anEndedConversationIsDestroyedAtTheEndOfItsRequestAndGoneForAll() throws Exception {
        String cid = traveller.begin("Rome");
        traveller.hop();
        traveller.ask(Map.of("cid", cid), () -> {
            traveller.conversation().end();
            assertThat(traveller.conversation().isTransient()).isTrue();
            return traveller.get(Journey.class).stops();
        });
        assertThat(traveller.log())
                .containsExactly(
                        "before destroyed: of the request", "journey [Rome] destroyed", "destroyed: of the request");
        assertThatThrownBy(() -> traveller.go(cid, "Bari")).isInstanceOf(NonexistentConversationException.class);
    }

    @Test
    void theEndOfASessionEndsItsConversations() throws Exception {
        String other = traveller.begin("Oslo");
        String own = traveller.begin("Rome");
        traveller.hop();
        traveller.ask(Map.of("cid", own), () -> {
            traveller.get(Journey.class).to("Bari");
            traveller.get(HttpSession.class).invalidate();
            traveller
                    .get(Log.class)
                    .write("servlet returns, stops "
                            + traveller.get(Journey.class).stops());
            return null;
        });
        assertThat(traveller.log())
                .containsExactly(
                        "servlet returns, stops [Rome, Bari]",
                        "before destroyed: " + own,
                        "journey [Rome, Bari] destroyed",
                        "destroyed: " + own,
                        "before destroyed: " + other,
                        "journey [Oslo] destroyed",
                        "destroyed: " + other);
        assertThatThrownBy(() -> traveller.go(own, "Corfu")).isInstanceOf(NonexistentConversationException.class);
    }

    @Test
    void aConversationIsThereAlsoWhereItIsFirstUsedAfterTheEndOfItsSession() throws Exception {
        String cid = traveller.begin("Rome");
        traveller.hop();
        List<String> stops = traveller.ask(Map.of("cid", cid), () -> {
            traveller.get(HttpSession.class).invalidate();
            return traveller.get(Journey.class).stops();
        });
        assertThat(stops).containsExactly("Rome");
        assertThat(traveller.log())
                .containsExactly("before destroyed: " + cid, "journey [Rome] destroyed", "destroyed: " + cid);
    }

    @Test
    void aConversationThatStayedUnusedForItsTimeoutIsGoneAndDestroyedWhenTheNextOneBegins() throws Exception {
        String cid = traveller.begin("Rome");
        traveller.hop();
        traveller.ask(Map.of("cid", cid), () -> {
            traveller.conversation().setTimeout(60_000);
            assertThat(traveller.conversation().getTimeout()).isEqualTo(60_000);
            return null;
        });
        traveller.ask(() -> {
            LongUnused.make(RequestSession.current().openSession(false), cid, 60_000);
            return null;
        });
        assertThatThrownBy(() -> traveller.go(cid, "Bari")).isInstanceOf(NonexistentConversationException.class);
        traveller.ask(() -> traveller.get(Journey.class).begin());
        assertThat(traveller.log())
                .contains("before destroyed: " + cid, "journey [Rome] destroyed", "destroyed: " + cid);
    }
}
