package io.holdfast.cdi;

import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The beans that {@code @Inject HttpSession} and {@code @Inject HttpServletRequest} get: what the application sees as
 * its session and request, not the container's own beneath.
 *
 * <p>Application scoped, finding the request at each call: the request scope is not active in asynchronous dispatches
 * on some servers.
 */
final class CurrentRequest {

    private final Decorated<HttpSession> session;
    private final Decorated<HttpServletRequest> request;

    CurrentRequest(BeanManager beanManager) {
        session = new Decorated<>(HttpSession.class, BareSession.class, CurrentRequest::sessionOf, beanManager);
        request = new Decorated<>(HttpServletRequest.class, BareRequest.class, RequestSession::request, beanManager);
    }

    /** OpenWebBeans makes its proxies of the bean's class, which has to be of this application. */
    interface Session extends HttpSession {}

    /** As {@link Session}. */
    interface Request extends HttpServletRequest {}

    /** What decorators of the request have beneath them. */
    static class BareRequest extends HttpServletRequestWrapper {

        /** For the container. */
        BareRequest() {
            super(proxy(HttpServletRequest.class, HttpServletRequest.class, RequestSession::request));
        }
    }

    static HttpSession bareSession() {
        return proxy(HttpSession.class, HttpSession.class, CurrentRequest::sessionOf);
    }

    private static HttpSession sessionOf(RequestSession request) {
        return Objects.requireNonNull(request.httpSession(true));
    }

    void addBeans(AfterBeanDiscovery event) {
        add(event, Session.class, session);
        add(event, Request.class, request, ServletRequest.class);
    }

    private static <T> void add(
            AfterBeanDiscovery event, Class<? extends T> own, Decorated<T> decorated, Class<?>... supertypes) {
        Class<T> type = decorated.type();
        event.<T>addBean()
                .beanClass(own)
                .id(BeanId.of(type))
                .types(type, Object.class)
                .addTypes(supertypes)
                .qualifiers(Default.Literal.INSTANCE, Any.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .alternative(true)
                .priority(1)
                .createWith(creational -> proxy(own, type, decorated::of));
    }

    void requestEnding(ServletRequest over) {
        List.of(session, request).forEach(decorated -> decorated.requestEnding(over));
    }

    private static <T> T proxy(Class<? extends T> shown, Class<T> type, Function<RequestSession, T> current) {
        ClassLoader loader = CurrentRequest.class.getClassLoader();
        return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {shown}, (proxy, method, arguments) -> {
            RequestSession request = RequestSession.current();
            if (request == null) {
                throw new ContextNotActiveException("There is no request here, so its " + type.getSimpleName()
                        + " cannot be used; outside of requests, use SessionStore");
            }
            try {
                return method.invoke(current.apply(request), arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }));
    }
}
