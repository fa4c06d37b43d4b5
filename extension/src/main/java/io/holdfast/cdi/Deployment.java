package io.holdfast.cdi;

import io.holdfast.SessionStore;
import io.holdfast.cdi.bean.ApplicationLoaders;
import io.holdfast.cdi.bean.BeanId;
import io.holdfast.cdi.bean.CurrentRequest;
import io.holdfast.cdi.bean.HoldfastSessionScoped;
import io.holdfast.cdi.bean.OptionalApi;
import io.holdfast.cdi.bean.RequestScope;
import io.holdfast.cdi.bean.SessionBeanStore;
import io.holdfast.cdi.bean.SessionBeans;
import io.holdfast.cdi.bean.StoredBeanContext;
import io.holdfast.cdi.bean.StoredBeans;
import io.holdfast.cdi.conversation.Conversations;
import io.holdfast.config.ConfigurationException;
import io.holdfast.config.Settings;
import io.holdfast.config.SettingsReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One application, from the discovery of its beans to its shutdown. Thread-safe. */
final class Deployment {

    private static final String NAMESPACE_WITHOUT_WEB = "default";
    private static final Duration IDLE_TIMEOUT_WITHOUT_WEB = Duration.ofMinutes(30);

    private final NodeClients nodeClients;
    private final ApplicationLoaders loaders;
    private final SessionBeans sessionBeans;
    private final StoredBeans storedBeans;
    private final SessionBeans conversationBeans;
    private @Nullable Conversations conversations;
    private @Nullable CurrentRequest currentRequest;
    private @Nullable Settings settings;
    private @Nullable BeanManager beanManager;
    private @Nullable StoreAssembly running;
    private volatile @Nullable WebApplication web;
    private boolean withoutWeb;

    /** @param extension the class of the extension, of which an EAR may have several */
    Deployment(Class<?> extension, NodeClients nodeClients) {
        this.nodeClients = nodeClients;
        loaders = new ApplicationLoaders(extension);
        sessionBeans = new SessionBeans(loaders);
        storedBeans = new StoredBeans(sessionBeans);
        conversationBeans = new SessionBeans(loaders);
    }

    /** Whether a declaration belongs to this application, not to another one that has a Holdfast of its own. */
    boolean concerns(Annotated declaration) {
        AnnotatedType<?> type = declaration instanceof AnnotatedMember<?> member
                ? member.getDeclaringType()
                : (AnnotatedType<?>) declaration;
        return !loaders.isOfAnother(type.getJavaClass());
    }

    /** Whether a declaration belongs to this application, and there are servlets: without them, no conversations. */
    boolean hasConversations(Annotated declaration) {
        return hasServlets() && concerns(declaration);
    }

    SessionBeans sessionBeans() {
        return sessionBeans;
    }

    SessionBeans conversationBeans() {
        return conversationBeans;
    }

    /** Reads the configuration and adds the context and the beans; a faulty configuration fails the deployment. */
    synchronized void configure(AfterBeanDiscovery event, BeanManager manager) {
        beanManager = manager;
        event.addContext(
                new StoredBeanContext(HoldfastSessionScoped.class, storedBeans, SessionBeanStore::ofThisRequest));
        try {
            Settings read = SettingsReader.readFor(loaders.own());
            settings = read;
            addStore(event);
            if (hasServlets()) {
                CurrentRequest added = new CurrentRequest(manager);
                added.addBeans(event);
                currentRequest = added;
                Conversations own = new Conversations(
                        conversationBeans, manager, () -> running().time());
                own.addBeans(event);
                conversations = own;
            }
            if (OptionalApi.isPresent("org.eclipse.microprofile.health.HealthCheck")) {
                NodeHealthCheck.addBeans(event, read, this::runningAlready, this::newSessions);
                ArchiveHealthCheck.addBean(event, read, this::runningAlready);
            }
        } catch (ConfigurationException e) {
            event.addDefinitionError(e);
        }
    }

    private static boolean hasServlets() {
        return OptionalApi.isPresent("jakarta.servlet.ServletContext");
    }

    private void addStore(AfterBeanDiscovery event) {
        event.<SessionStore>addBean()
                .beanClass(SessionStore.class)
                .id(BeanId.of(SessionStore.class))
                .types(SessionStore.class, Object.class)
                .qualifiers(Default.Literal.INSTANCE, Any.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .createWith(creational -> running().store());
    }

    /**
     * An application has started, this one or another one of the same EAR; on some servers a web application is told of
     * twice, first without its context. Without a web application the store starts when it is first used.
     */
    synchronized void start(Object application) {
        boolean isWeb = hasServlets() && WebApplication.isOne(application);
        withoutWeb |= !isWeb && !loaders.isInWebArchive();
        if (isWeb && WebApplication.isOurs(application, loaders)) {
            start(new WebApplication(application));
        }
    }

    private void start(WebApplication started) {
        if (web != null || started.postponeIfTooEarly(this::start)) {
            return;
        }
        if (running != null) {
            throw new IllegalStateException("The session store was used before its web application "
                    + started.namespace() + " had started, so that its namespace was not known yet; use it later");
        }
        loaders.add(started.loader());
        Conversations ready = Objects.requireNonNull(conversations);
        ready.startOn(started.server());
        storedBeans.runsOn(started.server());
        started.open(
                run(started.namespace(), started.idleTimeout()),
                Objects.requireNonNull(settings),
                new SessionScopeEvents(
                        Objects.requireNonNull(beanManager),
                        storedBeans,
                        ready,
                        Objects.requireNonNull(currentRequest)),
                new Listeners(Objects.requireNonNull(beanManager)),
                new RequestScope(Objects.requireNonNull(beanManager)));
        web = started;
    }

    /** Finds out now which conversation this thread's request has. */
    void associateConversation() {
        if (web != null) {
            Objects.requireNonNull(conversations).associate();
        }
    }

    void requestBegins(Object request) {
        WebApplication started = web;
        if (started != null) {
            started.requestBegins(request);
        }
    }

    void requestEnds(Object request) {
        WebApplication started = web;
        if (started != null) {
            started.requestEnds(request);
        }
    }

    /** How many sessions begin, as data of a health check; empty without a web application. */
    private Map<String, Object> newSessions() {
        WebApplication started = web;
        return started == null ? Map.of() : started.newSessions();
    }

    /** What runs, or null if nothing does. */
    private synchronized @Nullable StoreAssembly runningAlready() {
        return running;
    }

    /**
     * What runs, started now if there is no web application that would start it.
     *
     * @throws IllegalStateException before the application has started or after it has stopped
     */
    synchronized StoreAssembly running() {
        StoreAssembly present = running;
        if (present != null) {
            return present;
        }
        if (!withoutWeb) {
            throw new IllegalStateException("The session store runs from @Initialized(ApplicationScoped.class) on until"
                    + " the application stops; it was used too early or too late");
        }
        return run(NAMESPACE_WITHOUT_WEB, IDLE_TIMEOUT_WITHOUT_WEB);
    }

    private StoreAssembly run(String defaultNamespace, Duration defaultIdleTimeout) {
        Settings read = Objects.requireNonNull(settings);
        Duration idleTimeout = read.lifetime().sessionTimeout().orElse(defaultIdleTimeout);
        BeanManager manager = Objects.requireNonNull(beanManager);
        Application application = new Application(
                read.namespace().orElse(defaultNamespace),
                Math.toIntExact(idleTimeout.toSeconds()),
                loaders.inOrder(manager.getClass().getClassLoader()),
                loaders.all(),
                manager);
        StoreAssembly started = StoreAssembly.start(read, application, nodeClients);
        running = started;
        return started;
    }

    /** Stops all that runs; when this returns no thread is left. */
    synchronized void stop() {
        withoutWeb = false;
        WebApplication served = web;
        web = null;
        if (served != null) {
            served.close();
        }
        StoreAssembly last = running;
        running = null;
        if (last != null) {
            last.close();
        }
        RecordHandleCache.forget();
    }
}
