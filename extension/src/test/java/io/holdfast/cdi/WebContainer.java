package io.holdfast.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import java.net.URL;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.EventListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What starts a {@link Server}'s application as a web application. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // called by name, through a proxy
final class WebContainer {

    private static final Map<Server, WebContainer> ALL = new HashMap<>();

    private final Server server;
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<EventListener> listeners = new ArrayList<>();
    private final ServletContext context = Fake.of(ServletContext.class, this);
    private Filter filter;
    private boolean initializing = true;

    WebContainer(Server server) {
        this.server = server;
        ALL.put(server, this);
    }

    /** Initializers first, then CDI. */
    void startAsServersDo(Set<Class<?>> found) {
        new HoldfastInitializer().onStartup(found, context);
        startCdi();
    }

    /** CDI is an initializer itself, and before ours. */
    void startAsWithWeldInTheApplication() {
        startCdi();
        new HoldfastInitializer().onStartup(Set.of(), context);
        List.copyOf(listeners).forEach(listener -> {
            if (listener instanceof ServletContextListener starting) {
                starting.contextInitialized(new ServletContextEvent(context));
            }
        });
    }

    /** @throws UnsupportedOperationException from now on if a listener is added */
    void initializersHaveBeenCalled() {
        initializing = false;
    }

    void startCdi() {
        BeanManager beans = server.container().getBeanManager();
        beans.getEvent().select(Initialized.Literal.of(ApplicationScoped.class)).fire(context);
    }

    ServletContext context() {
        return context;
    }

    Filter filter() {
        return filter;
    }

    static WebContainer of(Server server) {
        return ALL.get(server);
    }

    FilterRegistration.Dynamic addFilter(String name, Filter added) throws Exception {
        filter = added;
        filter.init(Fake.of(FilterConfig.class, new Object() {
            ServletContext getServletContext() {
                return context;
            }
        }));
        return Fake.of(FilterRegistration.Dynamic.class, new Object() {
            void setAsyncSupported(boolean supported) {}

            void addMappingForUrlPatterns(EnumSet<DispatcherType> types, boolean after, String... patterns) {}
        });
    }

    FilterRegistration getFilterRegistration(String name) {
        return null;
    }

    void addListener(EventListener listener) {
        if (!initializing) {
            throw new UnsupportedOperationException("too late");
        }
        listeners.add(listener);
    }

    SessionCookieConfig getSessionCookieConfig() {
        return Fake.of(SessionCookieConfig.class, new FakeCookieConfig());
    }

    URL getResource(String path) {
        return null;
    }

    ClassLoader getClassLoader() {
        return Browser.class.getClassLoader();
    }

    String getContextPath() {
        return "/shop";
    }

    String getServerInfo() {
        return "Test Server/1.0";
    }

    int getSessionTimeout() {
        return 30;
    }

    Object getAttribute(String name) {
        return attributes.get(name);
    }

    void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }
}
