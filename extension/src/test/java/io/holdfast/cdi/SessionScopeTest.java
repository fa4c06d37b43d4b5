package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cdi.Shop.Cart;
import io.holdfast.cdi.Shop.Ledger;
import io.holdfast.cdi.Shop.Wishlist;
import io.holdfast.cdi.bean.HoldfastSessionScoped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the specifications say of session beans and of the scope's events. */
class SessionScopeTest {

    private final KeptNodes nodes = new KeptNodes();
    private final Browser browser = new Browser();
    private Server server;

    @BeforeEach
    void start() {
        Class<?>[] beans =
                Stream.concat(Stream.of(Shop.BEANS), Stream.of(Doorman.class)).toArray(Class<?>[]::new);
        server = Server.start(nodes, beans, "nodes", "a:1,b:1,c:1");
        Browser.deploy(server, Greeter.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ApplicationScoped
    static class Doorman {

        @Inject
        private Ledger ledger;

        void begins(@Observes @Initialized(SessionScoped.class) HttpSession session, Wishlist wishes) {
            wishes.wish("a seat");
            ledger.write("initialized, new: " + session.isNew());
        }

        void ending(@Observes @BeforeDestroyed(SessionScoped.class) HttpSession session, Wishlist wishes) {
            ledger.write("before destroyed, wishes: " + wishes.wishes());
        }

        void ended(@Observes @Destroyed(SessionScoped.class) HttpSession session) {
            ledger.write("destroyed");
        }
    }

    @WebListener
    static class Greeter implements HttpSessionListener {

        @Inject
        private Ledger ledger;

        @Inject
        private Wishlist wishes;

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            ledger.write("listener: created, wishes: " + wishes.wishes());
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            ledger.write("listener: destroyed, wishes: " + wishes.wishes());
        }
    }

    private List<String> ledger() {
        return server.get(Ledger.class).lines();
    }

    @Test
    void eventsListenersAndBeansFollowTheOrderOfTheSpecifications() throws Exception {
        browser.ask(server, () -> server.get(Cart.class).price());
        browser.ask(server, () -> {
            server.get(HttpSession.class).invalidate();
            server.get(Ledger.class).write("servlet returns");
            return "goodbye";
        });
        assertThat(ledger())
                .containsExactly(
                        "initialized, new: true",
                        "listener: created, wishes: [a seat]",
                        "call 1",
                        "listener: destroyed, wishes: [a seat]",
                        "servlet returns",
                        "before destroyed, wishes: [a seat]",
                        "cart destroyed",
                        "price destroyed",
                        "destroyed");
    }

    @Test
    void outsideOfARequestThereIsNoSessionAndTheExceptionSaysWhatToUse() {
        assertThatThrownBy(() -> server.get(Cart.class).items()).isInstanceOf(ContextNotActiveException.class);
        assertThatThrownBy(() -> server.get(HttpSession.class).getAttribute("visitor"))
                .isInstanceOf(ContextNotActiveException.class)
                .hasMessageContaining("SessionStore");
        assertThatThrownBy(() -> server.get(HttpServletRequest.class).getMethod())
                .isInstanceOf(ContextNotActiveException.class);
    }

    @Test
    void oneRequestHasOneInstanceOfABean() throws Exception {
        List<String> wishes = browser.ask(server, () -> {
            server.get(Wishlist.class).wish("a boat");
            return server.get(Cart.class).wishes();
        });
        assertThat(wishes).containsExactly("a seat", "a boat");
    }

    @Test
    void aBeanThatTheApplicationDestroysIsMadeAnew() throws Exception {
        browser.ask(server, () -> {
            server.get(Cart.class).put("one");
            return "redirect";
        });
        List<String> items = browser.ask(server, () -> {
            Instance<Cart> cart = server.container().select(Cart.class);
            cart.destroy(cart.get());
            return cart.get().items();
        });
        assertThat(items).isEmpty();
        assertThat(ledger()).contains("cart destroyed", "price destroyed");
    }

    @Test
    void theScopeIsActiveInARequestOnly() throws Exception {
        assertThat(isActive()).isFalse();
        assertThat(browser.ask(server, this::isActive)).isTrue();
        assertThat(isActive()).isFalse();
    }

    private boolean isActive() {
        try {
            return server.container()
                    .getBeanManager()
                    .getContext(HoldfastSessionScoped.class)
                    .isActive();
        } catch (ContextNotActiveException e) {
            return false;
        }
    }
}
