package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.Changers;
import io.holdfast.testing.Changing;
import io.holdfast.testing.ChangingKinds;
import io.holdfast.testing.Token;
import io.holdfast.testing.TornFindings;
import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Session beans whose fields two threads change while the response is sent: as for attributes in
 * {@code TornValuesTest}, with the same properties.
 */
class TornBeansTest {

    private static final long MILLIS = Long.getLong("torn.millis", 2_000) / 3;
    private static final long SEED = Long.getLong("torn.seed", System.nanoTime());
    private static final List<Changing> KINDS = ChangingKinds.all();
    private static final Logger LOG = Logger.getLogger("io.holdfast");

    private final TornFindings findings = new TornFindings();

    @SessionScoped
    static class Holder implements Serializable {

        private static final long serialVersionUID = 1L;

        private @Nullable Object value;

        void hold(Object another) {
            value = another;
        }

        @Nullable
        Object value() {
            return value;
        }
    }

    @BeforeAll
    static void logNothing() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void logAgain() {
        LOG.setLevel(null);
    }

    @Test
    void whatIsAcknowledgedReadsBackWhole() throws Exception {
        System.out.println("beans: seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        KeptNodes nodes = new KeptNodes();
        try (Server server = server("one", nodes);
                Server another = server("another", nodes);
                Changers changers = new Changers(random.nextLong())) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
            do {
                for (Changing kind : KINDS) {
                    round(server, another, kind, changers, random);
                }
            } while (System.nanoTime() - end < 0);
        }
        System.out.println("beans: " + findings);
        assertThat(findings.bad()).as("seed %d, %s", SEED, findings).isEmpty();
        assertThat(findings.refusedThoughSafe()).as("seed %d", SEED).isEmpty();
    }

    private static Server server(String name, KeptNodes nodes) {
        Server server = Server.start(name, nodes, new Class<?>[] {Holder.class}, "nodes", "a:1,b:1,c:1");
        Browser.deploy(server);
        return server;
    }

    private void round(Server server, Server another, Changing kind, Changers changers, SplittableRandom random)
            throws Exception {
        Browser browser = new Browser();
        browser.ask(server, () -> {
            server.get(Holder.class).hold(kind.empty().get());
            return "redirect";
        });
        save(browser, server, () -> changers.take(kind, value(server), random), kind);
        changers.leave();
        Token.takeRead();
        String fault = browser.ask(
                another, () -> kind.faultOf(another.get(Holder.class).value(), Token.takeRead()));
        findings.found(kind, fault);
    }

    private static Object value(Server server) {
        return Objects.requireNonNull(server.get(Holder.class).value());
    }

    private void save(Browser browser, Server server, Runnable change, Changing kind) throws Exception {
        try {
            browser.ask(server, () -> {
                change.run();
                return "page";
            });
            findings.acknowledged(kind);
        } catch (IllegalStateException e) { // 500
            findings.refused(kind, String.valueOf(e.getMessage()));
        }
    }
}
