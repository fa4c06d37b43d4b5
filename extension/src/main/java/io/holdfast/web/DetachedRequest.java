package io.holdfast.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** What stands for a request if there is none: no cookies, no headers, no attributes, nobody. */
final class DetachedRequest {

    private DetachedRequest() {}

    static HttpServletRequest in(ServletContext context) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                DetachedRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                        method.getReturnType() == ServletContext.class ? context : nothing(method));
    }

    private static @Nullable Object nothing(Method method) {
        Class<?> type = method.getReturnType();
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        return type == Enumeration.class ? Collections.emptyEnumeration() : null;
    }
}
