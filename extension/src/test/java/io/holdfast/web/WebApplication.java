package io.holdfast.web;

import io.holdfast.store.SessionEngine;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.EventListener;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A web application put together by a test: its pages, listeners and what happens in it, in order. */
final class WebApplication {

    /** What a servlet does. */
    interface Page {
        void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
    }

    /** What happened, in order. */
    final List<String> events = new CopyOnWriteArrayList<>();

    /** What pages asserted in vain. */
    final List<AssertionError> failures = new CopyOnWriteArrayList<>();

    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final List<Filter> filters = new ArrayList<>();
    private final Map<Integer, String> errorPages = new LinkedHashMap<>();
    private final Set<Class<?>> found = new LinkedHashSet<>();
    private final List<Class<? extends EventListener>> declared = new ArrayList<>();
    private final List<Consumer<ServletContext>> preparations = new ArrayList<>();
    private final Map<String, String> passwords = new LinkedHashMap<>();
    private String contextPath = "/app";
    private CookieSettings cookie = CookieSettings.UNSET;
    private boolean keptFromCaches = true;
    private int warnAbove = NewSessionLimit.ANY;
    private int most = NewSessionLimit.ANY;
    private SessionLifecycle lifecycle = new SessionLifecycle() {};
    private SessionEngine engine;
    private InstantSource time;

    WebApplication on(String path, Page page) {
        pages.put(path, page);
        return this;
    }

    WebApplication filter(Filter filter) {
        filters.add(filter);
        return this;
    }

    WebApplication errorPage(int status, String path) {
        errorPages.put(status, path);
        return this;
    }

    /** Listener classes that the container finds by scanning, with or without annotations. */
    WebApplication found(Class<?>... listeners) {
        Collections.addAll(found, listeners);
        return this;
    }

    /** A listener as from web.xml, made by the container before any of ours. */
    WebApplication declared(Class<? extends EventListener> listener) {
        declared.add(listener);
        return this;
    }

    /** Somebody whom the container lets log in. */
    WebApplication user(String name, String password) {
        passwords.put(name, password);
        return this;
    }

    /** Something to be done to the context first of all. */
    WebApplication prepared(Consumer<ServletContext> preparation) {
        preparations.add(preparation);
        return this;
    }

    WebApplication at(String path) {
        contextPath = path;
        return this;
    }

    WebApplication cookie(CookieSettings settings) {
        cookie = settings;
        return this;
    }

    WebApplication leftToCaches() {
        keptFromCaches = false;
        return this;
    }

    WebApplication newSessions(int warn, int limit) {
        warnAbove = warn;
        most = limit;
        return this;
    }

    WebApplication lifecycle(SessionLifecycle told) {
        lifecycle = told;
        return this;
    }

    /** Without this the application has the filter only, as if CDI had not started. */
    WebApplication sessionsFrom(SessionEngine sessions, InstantSource clock) {
        engine = sessions;
        time = clock;
        return this;
    }

    String contextPath() {
        return contextPath;
    }

    Map<String, String> passwords() {
        return passwords;
    }

    Map<Integer, String> errorPages() {
        return errorPages;
    }

    List<Class<? extends EventListener>> declaredListeners() {
        return declared;
    }

    void onStartup(ServletContext context) {
        preparations.forEach(preparation -> preparation.accept(context));
        Registrar.register(context, found);
        filters.forEach(filter -> add(context, filter));
        pages.forEach((path, page) -> add(context, path, page));
        if (engine != null) {
            WebSettings settings = new WebSettings(cookie, 1800, keptFromCaches, warnAbove, most);
            ServletSessions.start(context, engine, settings, lifecycle, this::create, time, new Random());
        }
    }

    private static void add(ServletContext context, Filter filter) {
        FilterRegistration.Dynamic added = context.addFilter("filter " + System.identityHashCode(filter), filter);
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
    }

    private void add(ServletContext context, String path, Page page) {
        ServletRegistration.Dynamic added = context.addServlet(path, new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws IOException, ServletException {
                try {
                    page.answer(request, response);
                } catch (AssertionError e) {
                    failures.add(e);
                    throw e;
                }
            }
        });
        added.setAsyncSupported(true);
        added.addMapping(path);
    }

    private <T> T create(Class<T> listener) {
        try {
            return listener.getConstructor(List.class).newInstance(events);
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
