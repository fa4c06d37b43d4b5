package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.testing.LogLines;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.Serializable;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Jakarta Servlet 6.0, 7.7.2: what cannot be kept is an IllegalArgumentException of setAttribute. */
class UnstorableAttributeTest extends ServletSessionsFixture {

    static final class Basket implements Serializable {
        private static final long serialVersionUID = 1L;
        final List<Object> items = new ArrayList<>();
        final Map<String, Object> settings = Map.of("log", Level.INFO);

        @Nullable
        Thread worker = new Thread();
    }

    static final class Telling implements Serializable, HttpSessionBindingListener {
        private static final long serialVersionUID = 1L;
        private static final List<String> TOLD = new ArrayList<>();
        final Thread worker = new Thread();

        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            TOLD.add("bound");
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            TOLD.add("unbound");
        }
    }

    static final class Leaving implements Serializable, HttpSessionActivationListener {
        private static final long serialVersionUID = 1L;

        @Nullable
        Thread worker = new Thread();

        @Override
        public void sessionWillPassivate(HttpSessionEvent event) {
            worker = null;
        }
    }

    private void show() {
        application.on("/show", showing("cart"));
        application.on("/set", (request, response) -> request.getSession().setAttribute("cart", "tea"));
    }

    @Test
    void allClassesThatStandInTheWayAreToldWhenItIsSet() {
        show();
        application.on("/bad", (request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("other", "kept");
            for (Object value : List.of(new Basket(), List.of("x", new Basket()))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> session.setAttribute("cart", value))
                        .withMessageContaining("Attribute \"cart\"")
                        .withMessageContaining("java.lang.Thread at ")
                        .withMessageContaining("java.util.logging.Level at ")
                        .withMessageContaining("It is as it was before");
            }
            response.getWriter().print(session.getAttribute("cart"));
        });
        application.on("/other", showing("other"));
        start();

        read("/set");
        assertThat(read("/bad")).isEqualTo("tea");
        assertThat(read("/show")).isEqualTo("tea");
        assertThat(read("/other")).isEqualTo("kept");
    }

    @Test
    void aValueThatIsRefusedIsNotToldThatItIsBound() {
        show();
        application.on(
                "/bad",
                (request, response) -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> request.getSession().setAttribute("cart", new Telling())));
        start();

        read("/set");
        read("/bad");
        assertThat(read("/show")).isEqualTo("tea");
        assertThat(Telling.TOLD).isEmpty();
    }

    @Test
    void aValueThatDropsWhatCannotBeKeptWhenItLeavesIsKept() {
        application.on("/set", (request, response) -> request.getSession().setAttribute("cart", new Leaving()));
        application.on("/show", (request, response) -> {
            Object cart = request.getSession().getAttribute("cart");
            response.getWriter().print(cart instanceof Leaving leaving && leaving.worker == null);
        });
        start();

        read("/set");
        assertThat(read("/show")).isEqualTo("true");
    }

    @Test
    void whatBecomesUnstorableAfterItWasSetFailsTheRequestAndTheFormerValueStays() {
        show();
        application.on("/bad", (request, response) -> {
            ArrayList<Object> list = new ArrayList<>(List.of("fine"));
            request.getSession().setAttribute("cart", list);
            list.add(new Thread());
        });
        start();

        read("/set");
        assertThat(browser.get(url("/bad")).statusCode()).isEqualTo(500);
        assertThat(read("/show")).isEqualTo("tea");
    }

    /** As if another thread took something out of it each time that it is written. */
    static final class Restless implements Serializable {
        private static final long serialVersionUID = 1L;
        final ArrayList<Object> held = new ArrayList<>();

        Restless() {
            held.add(new Taking(held));
        }
    }

    record Taking(ArrayList<Object> held) implements Serializable {
        private Object writeReplace() {
            held.add("more");
            return "taken";
        }
    }

    @Test
    void whatNeverHoldsStillFailsTheRequestAndTheFormerValueStays() {
        show();
        application.on(
                "/bad",
                (request, response) -> request.getSession().setAttribute("cart", new Object[] {"new", new Restless()}));
        application.on("/other", (request, response) -> request.getSession().setAttribute("other", "kept"));
        start();

        read("/set");
        try (LogLines log = LogLines.ofAll()) {
            HttpResponse<String> refused = browser.get(url("/bad"));
            assertThat(refused.statusCode()).isEqualTo(500);
            assertThat(refused.body())
                    .contains("Your session could not be saved")
                    .doesNotContain("cart");
            assertThat(log.all())
                    .anyMatch(line -> line.contains("Attribute \"cart\" cannot be stored in the session:"
                            + " another thread changed it at each of "));
        }
        read("/other");
        assertThat(read("/show")).isEqualTo("tea");
    }
}
