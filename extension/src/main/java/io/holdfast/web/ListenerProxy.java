package io.holdfast.web;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** The handler of a proxy that the container calls in the place of one of the application's listeners. */
interface ListenerProxy extends InvocationHandler {

    /** The application's own. */
    Object own();

    /** The application's own, if {@code listener} is such a proxy; else {@code listener} itself. */
    static Object within(Object listener) {
        return Proxy.isProxyClass(listener.getClass())
                        && Proxy.getInvocationHandler(listener) instanceof ListenerProxy ours
                ? ours.own()
                : listener;
    }
}
