package io.holdfast.cdi;

import io.holdfast.SessionStore;
import io.holdfast.config.ConfigurationException;
import io.holdfast.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One application, from the discovery of its beans to its shutdown. Thread-safe. */
final class Deployment {

    private static final String NAMESPACE_WITHOUT_WEB = "default";
    private static final int IDLE_SECONDS_WITHOUT_WEB = 30 * 60;

    private final ApplicationLoaders loaders;
    private final SessionBeans sessionBeans;
    private final SessionBeanContext context;
    private @Nullable Settings settings;
    private @Nullable BeanManager beanManager;
    private @Nullable StoreAssembly running;
    private boolean withoutWeb;
    private boolean stopped;

    Deployment(ClassLoader own) {
        this.loaders = new ApplicationLoaders(own);
        this.sessionBeans = new SessionBeans(loaders);
        this.context = new SessionBeanContext(sessionBeans);
    }

    SessionBeans sessionBeans() {
        return sessionBeans;
    }

    /** Reads the configuration and adds the context and the beans; a faulty configuration fails the deployment. */
    synchronized void configure(AfterBeanDiscovery event, BeanManager manager) {
        event.addContext(context);
        try {
            Settings read = SettingsSource.read(loaders.own());
            settings = read;
            beanManager = manager;
            addStore(event);
            Platform.addBeans(event, read, this);
        } catch (ConfigurationException e) {
            event.addDefinitionError(e);
        }
    }

    private void addStore(AfterBeanDiscovery event) {
        event.<SessionStore>addBean()
                .beanClass(Deployment.class)
                .id(SessionStore.class.getName())
                .types(SessionStore.class, Object.class)
                .qualifiers(Default.Literal.INSTANCE, Any.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .createWith(creational -> running().store());
    }
}
