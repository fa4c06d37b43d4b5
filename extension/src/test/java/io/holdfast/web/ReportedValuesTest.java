package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Supplier;
import java.util.logging.Level;
import javax.naming.AuthenticationException;
import javax.security.auth.Subject;
import javax.security.auth.x500.X500Principal;
import javax.xml.datatype.DatatypeFactory;
import org.hibernate.collection.spi.PersistentBag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of session managers reported that could not be stored, by HttpSession and SessionStore. */
class ReportedValuesTest {

    @TempDir
    private Path directory;

    private ServletAndStore both;

    @BeforeEach
    void start() {
        both = new ServletAndStore(directory);
    }

    @AfterEach
    void stop() {
        both.close();
    }

    private void assertEqualBack(Object value) {
        both.send(Map.of("value", value), (name, back) -> assertThat(back).isEqualTo(value));
    }

    /** spring-security#19241, spring-session#3510. */
    @Test
    void theClaimsOfAnOpenIdLoginHaveUrls() throws Exception {
        assertEqualBack(URI.create("https://127.0.0.1/").toURL());
        assertEqualBack(Map.of("iss", URI.create("https://127.0.0.1/").toURL(), "sub", "ada"));
    }

    static final class BadCredentials extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        BadCredentials(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** spring-security#5378, spring-session#685. */
    @Test
    void theLastExceptionOfALoginHasACauseOfTheNameService() {
        Exception sent = new BadCredentials("no", new AuthenticationException("[LDAP: error code 49]"));
        both.send(Map.of("last", sent), (name, back) -> {
            assertThat(back).isInstanceOf(BadCredentials.class);
            assertThat((Exception) back)
                    .hasMessage("no")
                    .cause()
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessage("[LDAP: error code 49]");
            assertThat(((Exception) back).getStackTrace()).isEqualTo(sent.getStackTrace());
        });
    }

    /** What an entity holds when Hibernate has loaded it. */
    static final class Order implements Serializable {
        private static final long serialVersionUID = 1L;
        final List<String> items;

        Order(List<String> items) {
            this.items = items;
        }
    }

    /** ran-jit/tomcat-cluster-redis-session-manager#41. */
    @Test
    void anEntityHasListsOfHibernate() {
        for (List<String> items : List.of(List.of("tea", "bread"), List.<String>of())) {
            Order sent = new Order(new PersistentBag<>(null, new ArrayList<>(items)));
            both.send(Map.of("order", sent), (name, back) -> {
                assertThat(((Order) back).items).isInstanceOf(PersistentBag.class);
                assertThat(new ArrayList<>(((Order) back).items)).isEqualTo(items);
            });
        }
    }

    /** Whoever asks it for an element is told so by Hibernate, as on one server. */
    @Test
    void anEntityHasListsThatWereNotLoaded() {
        both.send(
                Map.of("order", new Order(new PersistentBag<>())),
                (name, back) -> assertThat(((PersistentBag<?>) ((Order) back).items).wasInitialized())
                        .isFalse());
    }

    /** vaadin/flow#575, #17201. */
    @Test
    void lambdasAreAttributes() {
        both.send(
                Map.of("lambda", (Supplier<String> & Serializable) () -> "x"),
                (name, back) -> assertThat(((Supplier<?>) back).get()).isEqualTo("x"));
    }

    record Choice(Class<?> type) implements Serializable {}

    /** javamelody#1245; Servlet 6.0, 7.7.2. */
    @Test
    void anySerializableValueIsKept() throws Exception {
        Subject subject = new Subject();
        subject.getPrincipals().add(new X500Principal("CN=ada"));
        for (Object value : List.of(
                DatatypeFactory.newInstance().newXMLGregorianCalendar("2026-01-01T00:00:00Z"),
                Level.INFO,
                subject,
                Color.RED,
                new Choice(String.class))) {
            assertEqualBack(value);
        }
        PriorityBlockingQueue<Integer> queue = new PriorityBlockingQueue<>(List.of(3, 1, 2));
        both.send(
                Map.of("queue", queue),
                (name, back) ->
                        assertThat(((PriorityBlockingQueue<?>) back).toArray()).isEqualTo(queue.toArray()));
    }

    static final class Link implements Serializable {
        private static final long serialVersionUID = 1L;

        private final @Nullable Link next;

        Link(@Nullable Link next) {
            this.next = next;
        }
    }

    @Test
    void aChainOfTwoHundredObjectsIsKept() {
        Link first = null;
        for (int i = 0; i < 200; i++) {
            first = new Link(first);
        }
        both.send(Map.of("chain", first), (name, back) -> {
            int length = 0;
            for (Link link = (Link) back; link != null; link = link.next) {
                length++;
            }
            assertThat(length).isEqualTo(200);
        });
    }
}
