package io.holdfast.cdi.bean;

import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.util.List;

/**
 * The beans that {@code @Inject HttpSession} and {@code @Inject HttpServletRequest} get: what the application sees as
 * its session and request, not the container's own beneath.
 *
 * <p>Application scoped, finding the request at each call: the request scope is not active in asynchronous dispatches
 * on some servers.
 */
public final class CurrentRequest {

    private final Decorated<HttpSession> session;
    private final Decorated<HttpServletRequest> request;

    /** @param beanManager where the beans are looked for, unless the application has one of its own */
    public CurrentRequest(BeanManager beanManager) {
        session = new Decorated<>(HttpSession.class, BareSession.class, BareSession::of, beanManager);
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
            super(RequestProxy.of(HttpServletRequest.class, RequestSession::request));
        }
    }

    /** Has the container know both beans. */
    public void addBeans(AfterBeanDiscovery event) {
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
                .createWith(creational -> RequestProxy.of(own, type, decorated::of));
    }

    /** The request is over, and with it what its decorators were made for. */
    public void requestEnding(ServletRequest over) {
        List.of(session, request).forEach(decorated -> decorated.requestEnding(over));
    }
}
