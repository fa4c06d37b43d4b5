package io.holdfast.cdi;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayOutputStream;
import java.net.HttpCookie;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** A browser with one cookie jar, whose requests may go to any server. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"
}) // the fakes' methods are called by name, through a proxy, and not all parameters matter
final class Browser {

    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** Makes {@code server} a web application with these listeners. */
    static void deploy(Server server, Class<?>... listeners) {
        new WebContainer(server).startAsServersDo(Set.of(listeners));
    }

    /** One request to {@code server}, which runs {@code servlet}. */
    <T> T ask(Server server, Callable<T> servlet) throws Exception {
        return ask(server, Map.of(), servlet);
    }

    /** One request with parameters. */
    <T> T ask(Server server, Map<String, String> parameters, Callable<T> servlet) throws Exception {
        WebContainer web = WebContainer.of(server);
        HttpServletRequest request = Fake.of(HttpServletRequest.class, new Request(web, parameters));
        Response arriving = new Response();
        HttpServletResponse response = Fake.of(HttpServletResponse.class, arriving);
        AtomicReference<T> answer = new AtomicReference<>();
        AtomicReference<Exception> failure = new AtomicReference<>();
        web.filter().doFilter(request, response, (seen, answering) -> {
            try {
                answer.set(servlet.call());
            } catch (Exception e) {
                failure.set(e);
            }
        });
        arriving.arrive();
        if (failure.get() != null) {
            throw failure.get();
        }
        return answer.get();
    }

    /** Another thread's part in a request that {@code servlet}, called by {@link #ask}, has at hand. */
    void share(Server server, HttpServletRequest request, Runnable part) throws Exception {
        HttpServletResponse response = Fake.of(HttpServletResponse.class, new Response());
        WebContainer.of(server).filter().doFilter(request, response, (seen, answering) -> part.run());
    }

    boolean hasCookie() {
        return cookies.containsKey("JSESSIONID");
    }

    private final class Request {

        private final WebContainer web;
        private final Map<String, String> parameters;
        private final Map<String, Object> attributes = new HashMap<>();

        Request(WebContainer web, Map<String, String> parameters) {
            this.web = web;
            this.parameters = parameters;
        }

        String getParameter(String name) {
            return parameters.get(name);
        }

        void removeAttribute(String name) {
            attributes.remove(name);
        }

        ServletContext getServletContext() {
            return web.context();
        }

        Object getAttribute(String name) {
            return attributes.get(name);
        }

        void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }

        Enumeration<String> getHeaders(String name) {
            List<String> values = name.equalsIgnoreCase("Cookie")
                    ? cookies.entrySet().stream().map(Map.Entry::toString).toList()
                    : List.of();
            return Collections.enumeration(values);
        }

        DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        String getRequestURI() {
            return "/shop/page";
        }

        boolean isSecure() {
            return false;
        }

        String getServerName() {
            return "localhost";
        }

        boolean isAsyncStarted() {
            return false;
        }

        Principal getUserPrincipal() {
            return null;
        }

        HttpSession getSession(boolean create) {
            return null;
        }
    }

    private final class Response {

        boolean isCommitted() {
            return false;
        }

        private final List<String> setCookies = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status = HttpServletResponse.SC_OK;

        void sendError(int code, String message) {
            status = code;
            body.writeBytes(message.getBytes(StandardCharsets.UTF_8));
        }

        Collection<String> getHeaders(String name) {
            return name.equalsIgnoreCase("Set-Cookie") ? List.copyOf(setCookies) : List.of();
        }

        void setHeader(String name, String value) {
            setCookies.removeIf(any -> name.equalsIgnoreCase("Set-Cookie"));
            addHeader(name, value);
        }

        void addHeader(String name, String value) {
            if (name.equalsIgnoreCase("Set-Cookie")) {
                setCookies.add(value);
            }
        }

        void arrive() {
            if (status != HttpServletResponse.SC_OK) {
                throw new IllegalStateException(status + ": " + body.toString(StandardCharsets.UTF_8));
            }
            setCookies.forEach(header -> HttpCookie.parse(header).forEach(this::take));
        }

        private void take(HttpCookie cookie) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }

        void reset() {
            setCookies.clear();
        }

        void setContentType(String type) {}

        void setIntHeader(String name, int value) {}

        void setStatus(int value) {
            status = value;
        }

        ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public void write(int b) {
                    body.write(b);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {}
            };
        }
    }
}
