package io.holdfast.cdi;

import io.holdfast.SessionAttributes;
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

    private static final System.Logger LOG = System.getLogger(SessionBeanContext.class.getName());

    private final SessionBeans beans;
    private final LocalBeans local = new LocalBeans();
    private volatile String place = " elsewhere";

    SessionBeanContext(SessionBeans beans) {
        this.beans = beans;
    }

    /** On which make of server this is; what another make stores may not be readable here. */
    void runsOn(String server) {
        place = " on " + server;
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
    @SuppressWarnings("unchecked") // what is stored under a bean's name was made by that bean
    public <T> @Nullable T get(Contextual<T> contextual, @Nullable CreationalContext<T> creational) {
        OpenSession session = session(creational != null);
        if (session == null) {
            return null;
        }
        synchronized (session) {
            StoredBean stored = find(session, contextual, creational);
            return stored == null ? null : (T) stored.instance();
        }
    }

    private <T> @Nullable StoredBean find(
            OpenSession session, Contextual<T> contextual, @Nullable CreationalContext<T> creational) {
        SessionAttributes attributes = session.beans();
        String bean = beans.nameOf(contextual);
        String name = nameFor(attributes, bean);
        Object held = attributes.get(name);
        StoredBean stored = stored(held);
        if (stored == null && creational != null) {
            stored = StoredBean.create(contextual, creational);
            keep(attributes, name, held, stored);
        }
        if (stored != null && beans.isOfServer(bean)) {
            stored.orElseStayIn(local, session::requireStorable);
        }
        return stored;
    }

    /** Beside what cannot be read here, lest a server that can read it, or an earlier build, should miss it. */
    private String nameFor(SessionAttributes attributes, String bean) {
        boolean isUnreadable =
                attributes.get(bean) == null && attributes.names().contains(bean);
        return isUnreadable ? bean + place : bean;
    }

    private void keep(SessionAttributes attributes, String name, @Nullable Object held, StoredBean created) {
        if (held instanceof LocalBeans.Marker marker) {
            local.put(marker, created);
        } else {
            attributes.set(name, created);
        }
    }

    private @Nullable StoredBean stored(@Nullable Object held) {
        if (held instanceof LocalBeans.Marker marker) {
            return local.get(marker);
        }
        return held instanceof StoredBean stored ? stored : null;
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        OpenSession session = session(false);
        if (session != null) {
            destroy(session, nameFor(session.beans(), beans.nameOf(contextual)), contextual);
        }
    }

    /** Destroys every bean of an ended session; one that fails does not keep the others. */
    void destroyAll(OpenSession ended) {
        for (String name : ended.beans().names()) {
            Contextual<?> contextual =
                    beans.named(name.endsWith(place) ? name.substring(0, name.length() - place.length()) : name);
            if (contextual != null) {
                destroyCalmly(ended, name, contextual);
            }
        }
    }

    private void destroyCalmly(OpenSession session, String name, Contextual<?> contextual) {
        try {
            destroy(session, name, contextual);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Session bean " + name + " failed while it was destroyed", e);
        }
    }

    private void destroy(OpenSession session, String name, Contextual<?> contextual) {
        StoredBean stored;
        synchronized (session) {
            Object held = session.beans().get(name);
            stored = stored(held);
            session.beans().remove(name);
            if (held instanceof LocalBeans.Marker marker) {
                local.remove(marker);
            }
        }
        if (stored != null) {
            stored.destroy(contextual);
        }
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
