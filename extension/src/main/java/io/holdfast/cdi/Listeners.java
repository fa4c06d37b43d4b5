package io.holdfast.cdi;

import io.holdfast.web.ListenerFactory;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Unmanaged;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes the application's session listeners, with injection, and destroys them in the end. Thread-safe. */
final class Listeners implements ListenerFactory, AutoCloseable {

    private final BeanManager beanManager;
    private final List<Unmanaged.UnmanagedInstance<?>> made = new CopyOnWriteArrayList<>();

    Listeners(BeanManager beanManager) {
        this.beanManager = beanManager;
    }

    @Override
    public <T> T create(Class<T> listener) {
        Unmanaged.UnmanagedInstance<T> instance = new Unmanaged<>(beanManager, listener).newInstance();
        instance.produce().inject().postConstruct();
        made.add(instance);
        return instance.get();
    }

    @Override
    public void close() {
        made.forEach(instance -> instance.preDestroy().dispose());
        made.clear();
    }
}
