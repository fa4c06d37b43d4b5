package io.holdfast.cdi;

import io.holdfast.store.OpenSession;
import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * The context of session beans: they live in the record of the session of this thread's request, one instance a
 * request. Whether one changed is for the store to find out. Thread-safe.
 */
final class SessionBeanContext implements AlterableContext {

    private final StoredBeans beans;

    SessionBeanContext(StoredBeans beans) {
        this.beans = beans;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return HoldfastSessionScoped.class;
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
        OpenSession session = session(creational != null);
        return session == null ? null : beans.get(home(session), contextual, creational);
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        OpenSession session = session(false);
        if (session != null) {
            beans.destroy(home(session), contextual);
        }
    }

    /** Destroys every bean of an ended session; one that fails does not keep the others. */
    void destroyAll(OpenSession ended) {
        beans.destroyAll(home(ended));
    }

    private static StoredBeans.Home home(OpenSession session) {
        return new StoredBeans.Home(session, session.beans(), session::requireStorable);
    }

    private static @Nullable OpenSession session(boolean create) {
        RequestSession current = RequestSession.current();
        if (current == null) {
            throw new ContextNotActiveException("There is no session here: @SessionScoped beans can be used on the"
                    + " threads of a request; elsewhere, use SessionStore");
        }
        return current.openSession(create);
    }
}
