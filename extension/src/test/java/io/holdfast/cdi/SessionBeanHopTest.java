package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cdi.Shop.Cart;
import io.holdfast.cdi.Shop.Items;
import io.holdfast.cdi.Shop.Ledger;
import io.holdfast.cdi.Shop.Recent;
import io.holdfast.cdi.Shop.Wishlist;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A visitor's beans are made on one server and found on another, whatever kind of bean they are. */
class SessionBeanHopTest {

    private final KeptNodes nodes = new KeptNodes();
    private final Browser browser = new Browser();

    private interface Page<T> {
        T on(Server server) throws Exception;
    }

    /** One request to a server that is started for it and stopped after it. */
    private <T> T visit(Page<T> page) throws Exception {
        try (Server server = server()) {
            return browser.ask(server, () -> page.on(server));
        }
    }

    private Server server() {
        return server("shop");
    }

    /** @param deployment what beans that refer to their container can be read under only */
    private Server server(String deployment) {
        Server server = Server.start(deployment, nodes, Shop.BEANS, "nodes", "a:1,b:1,c:1");
        Browser.deploy(server);
        return server;
    }

    private static Recent recent(Server server, String from) {
        return server.container().select(Recent.class, new FromLiteral(from)).get();
    }

    private static final class FromLiteral extends AnnotationLiteral<Shop.From> implements Shop.From {
        private final String from;

        FromLiteral(String from) {
            this.from = from;
        }

        @Override
        public String value() {
            return from;
        }
    }

    @Test
    void aManagedBeanWithItsDecoratorAndDependentObjectFollows() throws Exception {
        visit(server -> put(server, "two"));
        visit(server -> put(server, "one"));
        List<String> items = visit(server -> server.get(Cart.class).items());
        assertThat(items).containsExactly("double two", "one");
        Integer price = visit(server -> server.get(Cart.class).price());
        assertThat(price).isEqualTo(2);
    }

    private static String put(Server server, String item) {
        server.get(Items.class).put(item);
        return "redirect";
    }

    @Test
    void anInterceptorKeepsItsStateWithItsBean() throws Exception {
        visit(server -> put(server, "one"));
        List<String> heard = visit(server -> {
            put(server, "two");
            return server.get(Ledger.class).lines();
        });
        assertThat(heard).contains("call 2").doesNotContain("call 1");
    }

    @Test
    void aBeanScopedByItsStereotypeFollowsAndIsFoundByItsName() throws Exception {
        visit(server -> {
            server.get(Wishlist.class).wish("a boat");
            return "redirect";
        });
        Object named = visit(server -> named(server, "wishlist", Wishlist.class).wishes());
        assertThat(named).isEqualTo(List.of("a boat"));
    }

    /** As an expression of a page finds it. */
    private static <T> T named(Server server, String name, Class<T> type) {
        BeanManager beans = server.container().getBeanManager();
        Bean<?> bean = beans.resolve(beans.getBeans(name));
        return type.cast(beans.getReference(bean, type, beans.createCreationalContext(bean)));
    }

    @Test
    void whatProducerMethodsAndFieldsMakeFollowsEachByItself() throws Exception {
        for (String from : List.of("method", "overloaded", "field")) {
            visit(server -> {
                recent(server, from).see("by " + from);
                return "redirect";
            });
        }
        for (String from : List.of("method", "overloaded", "field")) {
            List<String> seen = visit(server -> recent(server, from).seen());
            assertThat(seen).containsExactly("by " + from);
        }
    }

    @Test
    void injectedEventInstanceBeanManagerAndOtherSessionBeansWorkAfterTheHop() throws Exception {
        visit(server -> {
            server.get(Wishlist.class).wish("a boat");
            return put(server, "one");
        });
        visit(server -> {
            Cart cart = server.get(Cart.class);
            cart.sell();
            assertThat(server.get(Ledger.class).lines()).contains("sold one");
            assertThat(cart.lookedUpPrice()).isZero();
            assertThat(cart.knowsItsBeanManager()).isTrue();
            assertThat(cart.wishes()).containsExactly("a boat");
            return "page";
        });
    }

    @Test
    void theEndOfASessionDestroysBeansMadeOnAnotherServer() throws Exception {
        visit(server -> {
            recent(server, "method").see("a boat");
            return put(server, "one");
        });
        try (Server server = server()) {
            browser.ask(server, () -> {
                server.get(HttpSession.class).invalidate();
                return "goodbye";
            });
            assertThat(server.get(Ledger.class).lines())
                    .containsExactlyInAnyOrder("disposed of [a boat]", "cart destroyed", "price destroyed");
        }
    }

    @Test
    void aBeanThatWasOnlyReadIsNotWritten() throws Exception {
        visit(server -> {
            server.get(Wishlist.class).wish("a boat");
            return put(server, "one");
        });
        int writes = nodes.writes();
        visit(server -> server.get(Wishlist.class).wishes());
        assertThat(nodes.writes()).isEqualTo(writes);
        visit(server -> {
            server.get(Wishlist.class).wish("a bigger boat");
            return "redirect";
        });
        assertThat(nodes.writes()).isEqualTo(writes + 2);
    }

    @Test
    void aPageWithoutSessionStartsNone() throws Exception {
        visit(server -> "page");
        assertThat(browser.hasCookie()).isFalse();
        assertThat(nodes.writes()).isZero();
    }

    @Test
    void attributesAndBeansShareOneSession() throws Exception {
        visit(server -> {
            server.get(HttpSession.class).setAttribute("visitor", "Ada");
            return put(server, "one");
        });
        List<Object> seen = visit(server -> List.of(
                server.get(HttpSession.class).getAttribute("visitor"),
                server.get(HttpServletRequest.class).getSession(false).getAttribute("visitor"),
                server.get(Cart.class).items()));
        assertThat(seen).containsExactly("Ada", "Ada", List.of("one"));
    }

    @Test
    void aBeanThatAnotherMakeOfServerCannotReadIsKeptForThoseThatCan() throws Exception {
        visit(server -> put(server, "one"));
        try (Server other = server("another make")) {
            List<String> items = browser.ask(other, () -> other.get(Cart.class).items());
            assertThat(items).isEmpty();
            browser.ask(other, () -> put(other, "two"));
        }
        try (Server other = server("another make")) {
            List<String> items = browser.ask(other, () -> other.get(Cart.class).items());
            assertThat(items).containsExactly("double two");
        }
        List<String> items = visit(server -> server.get(Cart.class).items());
        assertThat(items).containsExactly("one");
    }
}
