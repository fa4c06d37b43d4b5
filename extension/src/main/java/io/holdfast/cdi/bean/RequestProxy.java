package io.holdfast.cdi.bean;

import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.ContextNotActiveException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;

/** Makes what finds the request of its thread at each call. */
final class RequestProxy {

    private RequestProxy() {}

    /** @param current gives what belongs to a request */
    static <T> T of(Class<T> type, Function<RequestSession, T> current) {
        return of(type, type, current);
    }

    /** @param shown a type of which it is as well */
    static <T> T of(Class<? extends T> shown, Class<T> type, Function<RequestSession, T> current) {
        ClassLoader loader = RequestProxy.class.getClassLoader();
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
