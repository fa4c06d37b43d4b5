package io.holdfast.cdi;

import io.holdfast.cdi.bean.SessionBeans;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** An application on a server: Weld SE with the extension. Every one has the same deployment name, as it must be. */
final class Server implements AutoCloseable {

    private final WeldContainer container;
    private final SessionBeans sessionBeans;
    private final Map<String, String> settings;

    private Server(WeldContainer container, SessionBeans sessionBeans, Map<String, String> settings) {
        this.container = container;
        this.sessionBeans = sessionBeans;
        this.settings = settings;
    }

    /** @param settings keys (without {@code holdfast.}) and values in turn */
    static Server start(NodeClients nodes, Class<?>[] beans, String... settings) {
        return start("shop", nodes, beans, settings);
    }

    static Server start(String deployment, NodeClients nodes, Class<?>[] beans, String... settings) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("holdfast.keys", "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put("holdfast." + settings[i], settings[i + 1]);
        }
        properties.forEach(System::setProperty);
        Deployment holdfast = new Deployment(HoldfastExtension.class, nodes);
        try {
            return new Server(
                    new Weld(deployment)
                            .setClassLoader(beans[0].getClassLoader())
                            .disableDiscovery()
                            .addBeanClasses(beans)
                            .addExtension(new HoldfastExtension(holdfast))
                            .initialize(),
                    holdfast.sessionBeans(),
                    properties);
        } catch (RuntimeException e) {
            properties.keySet().forEach(System::clearProperty);
            throw e;
        }
    }

    WeldContainer container() {
        return container;
    }

    SessionBeans sessionBeans() {
        return sessionBeans;
    }

    <T> T get(Class<T> type) {
        return container.select(type).get();
    }

    @Override
    public void close() {
        settings.keySet().forEach(System::clearProperty);
        container.shutdown();
    }
}
