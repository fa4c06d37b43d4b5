package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cdi.Shop.Items;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the server has no CDI, Weld starts among the initializers of the application, in no order. */
class WeldInTheApplicationTest {

    private final Browser browser = new Browser();
    private Server server;

    @BeforeEach
    void start() {
        server = Server.start(new KeptNodes(), Shop.BEANS, "nodes", "a:1,b:1,c:1");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void thereAreSessionsThoughItStartsBeforeOurInitializerIsCalled() throws Exception {
        new WebContainer(server).startAsWithWeldInTheApplication();
        browser.ask(server, () -> {
            server.get(Items.class).put("one");
            return "redirect";
        });
        assertThat(browser.hasCookie()).isTrue();
    }

    @Test
    void anApplicationWhoseInitializersAreNotCalledDoesNotStart() {
        WebContainer container = new WebContainer(server);
        container.initializersHaveBeenCalled();
        assertThatThrownBy(container::startCdi).hasMessageContaining("ServletContainerInitializer was not called");
    }
}
