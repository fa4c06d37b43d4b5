package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testing.LogLines;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Session beans that cannot be stored. */
class UnserializableBeansTest {

    private final KeptNodes nodes = new KeptNodes();
    private final Browser browser = new Browser();

    private Server server(Class<?> bean) {
        Server server = Server.start(nodes, new Class<?>[] {bean}, "nodes", "a:1,b:1,c:1", "classes", "listed");
        Browser.deploy(server);
        return server;
    }

    @Test
    void oneOfTheApplicationFailsItsRequestAndTheMessageLeadsToTheField() throws Exception {
        try (Server server = server(Desk.class);
                LogLines log = LogLines.ofAll()) {
            assertThatThrownBy(() ->
                            browser.ask(server, () -> server.get(Desk.class).print()))
                    .hasMessageContaining("500: Your session could not be saved")
                    .hasMessageNotContaining(Desk.Printer.class.getName());
            assertThat(log.all())
                    .anyMatch(line ->
                            line.contains(Desk.Printer.class.getName()) && line.contains("instance.printers[0]"));
            assertThat(nodes.writes()).isZero();
        }
    }

    @Test
    void oneThatCouldNotBeReadBackFailsItsRequestToo() throws Exception {
        try (Server server = server(Clerk.class);
                LogLines log = LogLines.ofAll()) {
            assertThatThrownBy(() ->
                            browser.ask(server, () -> server.get(Clerk.class).print()))
                    .hasMessageContaining("500: Your session could not be saved")
                    .hasMessageNotContaining("holdfast.");
            assertThat(log.all())
                    .anyMatch(line -> line.contains("java.util.logging.Level at StoredBean.instance.level")
                            && line.contains("holdfast.allowed-classes"));
            assertThat(nodes.writes()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Desk.class, Clerk.class})
    void oneThatCameWithTheServerStaysThereAndTheSessionGoesOn(Class<?> original) throws Exception {
        Class<?> desk = new ServersLoader().loadClass(original.getName());
        try (Server server = server(desk)) {
            assertThat(print(server, desk)).isEqualTo(1);
            assertThat(print(server, desk)).isEqualTo(2);
            int writes = nodes.writes();
            assertThat(print(server, desk)).isEqualTo(3);
            assertThat(nodes.writes()).isEqualTo(writes);
        }
        try (Server other = server(desk)) {
            Object visitor =
                    browser.ask(other, () -> other.get(HttpSession.class).getAttribute("visitor"));
            assertThat(visitor).isEqualTo("Ada");
            assertThat(print(other, desk)).isEqualTo(1);
        }
    }

    private int print(Server server, Class<?> desk) throws Exception {
        return browser.ask(server, () -> {
            server.get(HttpSession.class).setAttribute("visitor", "Ada");
            Object bean = server.get(desk);
            return (int) desk.getMethod("print").invoke(bean);
        });
    }

    /** Loads the desk as a server's class loader would, which is not the application's. */
    private static final class ServersLoader extends ClassLoader {

        private static final Set<String> SERVERS =
                Set.of(Desk.class.getName(), Desk.Printer.class.getName(), Clerk.class.getName());

        ServersLoader() {
            super(UnserializableBeansTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!SERVERS.contains(name)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
