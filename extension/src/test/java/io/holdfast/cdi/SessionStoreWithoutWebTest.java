package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.SessionId;
import io.holdfast.SessionStore;
import io.holdfast.testing.LogLines;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The store in an application without a web application, such as a batch job on Weld SE. */
class SessionStoreWithoutWebTest {

    private static final Class<?>[] BEANS = {Job.class};

    private final KeptNodes nodes = new KeptNodes();

    @ApplicationScoped
    static class Job {

        @Inject
        private SessionStore store;

        private SessionId early;

        void begin(@Observes @Initialized(ApplicationScoped.class) Object started) {
            early = store.create(attributes -> attributes.set("state", "early"));
        }

        SessionId early() {
            return early;
        }

        SessionId begin(String state) {
            return store.create(attributes -> attributes.set("state", state));
        }
    }

    @Test
    void aBeanWritesASessionAndAnotherServerReadsIt() {
        SessionId id;
        try (Server one = Server.start(nodes, BEANS, "nodes", "a:1,b:1,c:1")) {
            id = one.get(Job.class).begin("begun");
        }
        try (Server other = Server.start(nodes, BEANS, "nodes", "a:1,b:1,c:1")) {
            SessionStore store = other.get(SessionStore.class);
            assertThat(store.find(id).orElseThrow().attributes()).containsEntry("state", "begun");
            assertThat(store.locate(id)).hasSize(2);
        }
    }

    @Test
    void anotherNamespaceSeesNothingOfIt() {
        SessionId id;
        try (Server one = Server.start(nodes, BEANS, "nodes", "a:1,b:1,c:1", "namespace", "one")) {
            id = one.get(Job.class).begin("begun");
        }
        try (Server other = Server.start(nodes, BEANS, "nodes", "a:1,b:1,c:1", "namespace", "other")) {
            assertThat(other.get(SessionStore.class).find(id)).isEmpty();
        }
    }

    @Test
    void itWorksFromTheVeryStartOfTheApplication() {
        try (Server server = Server.start(nodes, BEANS)) {
            assertThat(server.get(SessionStore.class).find(server.get(Job.class).early()))
                    .isPresent();
        }
    }

    @Test
    void atItsStartItSaysWhereSessionsAreKept() {
        try (LogLines log = LogLines.of(StoreAssembly.class);
                Server server = Server.start(nodes, BEANS, "nodes", "a=one:1,b=two:2", "namespace", "shop")) {
            assertThat(server.get(Job.class).early()).isNotNull();
            assertThat(log.all())
                    .containsExactly("INFO " + StoreAssembly.class.getName()
                            + " Sessions of shop are kept on a (one:1), b (two:2), 2 copies of each");
        }
    }

    @Test
    void allFaultsOfTheConfigurationAreOneDeploymentProblem() {
        assertThatThrownBy(() -> Server.start(nodes, BEANS, "nodes", "a:99999", "operation-timeout", "soon"))
                .hasMessageContaining("holdfast.nodes")
                .hasMessageContaining("holdfast.operation-timeout");
    }

    @Test
    void noThreadOutlivesTheApplication() throws InterruptedException {
        try (Server server = Server.start(nodes, BEANS, "nodes", "a:1,b:1,c:1")) {
            server.get(Job.class).begin("begun");
            assertThat(ourThreads()).isNotEmpty();
        }
        for (Thread last : ourThreads()) {
            last.join(1000); // it has nothing left to do but to end
        }
        assertThat(ourThreads()).isEmpty();
    }

    private static List<Thread> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("holdfast"))
                .toList();
    }
}
