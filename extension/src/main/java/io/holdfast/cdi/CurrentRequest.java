package io.holdfast.cdi;

import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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

    private CurrentRequest() {}

    /** OpenWebBeans makes its proxies of the bean's class, which has to be of this application. */
    interface Session extends HttpSession {}

    /** As {@link Session}. */
    interface Request extends HttpServletRequest {}

    static void addBeans(AfterBeanDiscovery event) {
        add(event, Session.class, HttpSession.class, request -> Objects.requireNonNull(request.httpSession(true)));
        add(event, Request.class, HttpServletRequest.class, RequestSession::request, ServletRequest.class);
    }

    private static <T> void add(
            AfterBeanDiscovery event,
            Class<? extends T> own,
            Class<T> type,
            Function<RequestSession, T> current,
            Class<?>... supertypes) {
        event.<T>addBean()
                .beanClass(own)
                .id(BeanId.of(type))
                .types(type, Object.class)
                .addTypes(supertypes)
                .qualifiers(Default.Literal.INSTANCE, Any.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .alternative(true)
                .priority(1)
                .createWith(creational -> delegate(own, type, current));
    }

    private static <T> T delegate(Class<? extends T> own, Class<T> type, Function<RequestSession, T> current) {
        ClassLoader loader = CurrentRequest.class.getClassLoader();
        return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {own}, (proxy, method, arguments) -> {
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
