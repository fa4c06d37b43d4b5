package io.holdfast.cdi.bean;

import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The context of a scope whose beans are kept with the session of this thread's request, one instance a request.
 * Whether one changed is for the store to find out. Thread-safe.
 */
public final class StoredBeanContext implements AlterableContext {

    private final Class<? extends Annotation> scope;
    private final StoredBeans beans;
    private final BeanStores beanStores;

    /** Where a scope's beans are kept. */
    public interface BeanStores {

        /**
         * Tells, whenever it is asked, where those of this thread's request are.
         *
         * @param create whether the place is to be made
         * @return null if there is none
         * @throws jakarta.enterprise.context.ContextNotActiveException if there is no request
         */
        @Nullable
        Supplier<BeanStore> ofThisRequest(boolean create);
    }

    /**
     * @param scope whose beans they are
     * @param beans finds and makes them
     * @param beanStores where they are kept
     */
    public StoredBeanContext(Class<? extends Annotation> scope, StoredBeans beans, BeanStores beanStores) {
        this.scope = scope;
        this.beans = beans;
        this.beanStores = beanStores;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return scope;
    }

    @Override
    public boolean isActive() {
        return RequestSession.current() != null;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual) {
        return get(contextual, null);
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual, @Nullable CreationalContext<T> creational) {
        Supplier<BeanStore> beanStore = beanStores.ofThisRequest(creational != null);
        return beanStore == null ? null : beans.get(beanStore, contextual, creational);
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        Supplier<BeanStore> beanStore = beanStores.ofThisRequest(false);
        if (beanStore != null) {
            beans.destroy(beanStore.get(), contextual);
        }
    }
}
