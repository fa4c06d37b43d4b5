package io.holdfast.web;

/** Makes the application's session listeners, with whatever is to be injected into them. */
@FunctionalInterface
public interface ListenerFactory {

    /**
     * A new instance.
     *
     * @throws RuntimeException if it cannot be made; the application then does not start
     */
    <T> T create(Class<T> listener);
}
