package io.holdfast.cdi.bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.session.value.ReplacedObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Resources of the server in session beans: classes that the application cannot see. */
class ServerResourcesTest {

    private final Map<String, Object> environment = new HashMap<>();

    /** As a server has them: its loader is none of the application's. */
    static class Pool implements Serializable {}

    private static final class ServersLoader extends ClassLoader {

        ServersLoader() {
            super(ServerResourcesTest.class.getClassLoader());
        }

        Object pool() throws ReflectiveOperationException, IOException {
            try (InputStream bytes = getResourceAsStream(Pool.class.getName().replace('.', '/') + ".class")) {
                byte[] all = bytes.readAllBytes();
                Constructor<?> constructor =
                        defineClass(Pool.class.getName(), all, 0, all.length).getDeclaredConstructor();
                constructor.setAccessible(true);
                return constructor.newInstance();
            }
        }
    }

    private ServerResources onAServer() {
        return new ServerResources(List.of(getClass().getClassLoader()), () -> environment, ReplacedObjects.NONE);
    }

    @Test
    void aResourceIsStoredByTheNameThatTheApplicationHasForItAndFoundByItOnAnotherServer() throws Exception {
        Object here = new ServersLoader().pool();
        environment.put("jdbc/shop", here);
        Object stored = onAServer().stored(here);
        assertThat(stored).isEqualTo(new ServerResources.Reference("jdbc/shop"));

        Object there = new ServersLoader().pool();
        environment.put("jdbc/shop", there);
        assertThat(onAServer().live(stored)).isSameAs(there);
    }

    @Test
    void whatTheApplicationCanSeeOrHasNoNameForIsStoredAsItIs() throws Exception {
        Pool visible = new Pool();
        Object nameless = new ServersLoader().pool();
        environment.put("visible", visible);
        ServerResources resources = onAServer();
        assertThat(resources.stored(visible)).isSameAs(visible);
        assertThat(resources.stored(nameless)).isSameAs(nameless);
        assertThat(resources.live("text")).isEqualTo("text");
    }

    @Test
    void aNameThatTheApplicationDoesNotHaveIsNotLookedUp() {
        assertThatThrownBy(() -> onAServer().live(new ServerResources.Reference("ldap://elsewhere/x")))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("no resource of the name");
    }
}
