package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cdi.Shop.Cart;
import io.holdfast.cdi.Shop.Items;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two servers that do not have quite the same application. */
class OtherDeploymentTest {

    private final KeptNodes nodes = new KeptNodes();
    private final Browser browser = new Browser();

    private Server server(String deployment, Class<?>... beans) {
        Server server = Server.start(deployment, nodes, beans, "nodes", "a:1,b:1,c:1");
        Browser.deploy(server);
        return server;
    }

    @Test
    void aBeanFromADeploymentOfAnotherNameIsLeftAloneAndTheSessionGoesOn() throws Exception {
        try (Server server = server("shop", Shop.BEANS)) {
            browser.ask(server, () -> {
                server.get(HttpSession.class).setAttribute("visitor", "Ada");
                server.get(Items.class).put("one");
                return "redirect";
            });
        }
        try (Server server = server("store", Shop.BEANS)) {
            Object visitor =
                    browser.ask(server, () -> server.get(HttpSession.class).getAttribute("visitor"));
            assertThat(visitor).isEqualTo("Ada");
            List<String> items = browser.ask(server, () -> {
                server.get(Items.class).put("two");
                return server.get(Cart.class).items();
            });
            assertThat(items).isEqualTo(List.of("double two"));
        }
    }
}
