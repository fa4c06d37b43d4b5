package io.holdfast.cdi.bean;

import io.holdfast.SessionAttributes;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds, makes and destroys the beans of a scope among the attributes that they are kept as. Thread-safe. */
public final class StoredBeans {

    private static final System.Logger LOG = System.getLogger(StoredBeans.class.getName());

    private final SessionBeans beans;
    private final LocalBeans local = new LocalBeans();
    private volatile String place = " elsewhere";

    /** @param beans those of the scope */
    public StoredBeans(SessionBeans beans) {
        this.beans = beans;
    }

    /** On which make of server this is; what another make stores may not be readable here. */
    public void runsOn(String server) {
        place = " on " + server;
    }

    /**
     * The instance, made if there is none and {@code creational} is given; null if there is none.
     *
     * @param where asked again when a bean was made: that may have changed where it is to be kept
     */
    @SuppressWarnings("unchecked") // what is stored under a bean's name was made by that bean
    <T> @Nullable T get(
            Supplier<BeanStore> where, Contextual<T> contextual, @Nullable CreationalContext<T> creational) {
        BeanStore beanStore = where.get();
        StoredBean stored = find(where, beanStore, contextual, null);
        if (stored == null && creational != null) {
            stored = beanStore.alone().run(() -> find(where, beanStore, contextual, creational));
        }
        return stored == null ? null : (T) stored.instance();
    }

    private <T> @Nullable StoredBean find(
            Supplier<BeanStore> where,
            BeanStore beanStore,
            Contextual<T> contextual,
            @Nullable CreationalContext<T> creational) {
        SessionAttributes attributes = beanStore.attributes();
        String bean = beans.nameOf(contextual);
        String name = nameFor(attributes, bean);
        Object held = attributes.get(name);
        StoredBean stored = stored(held);
        if (stored == null && creational != null) {
            stored = StoredBean.create(contextual, creational);
            keep(where.get().attributes(), name, held, stored);
        }
        if (stored != null && beanStore.storableCheck() != null) {
            BeanStore.StorableCheck storableCheck = beans.storableCheck(bean, beanStore.storableCheck());
            if (storableCheck != null) {
                stored.orElseStayIn(local, storableCheck);
            }
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
        if (held instanceof StoredBean.Marker marker) {
            local.put(marker, created);
        } else {
            attributes.set(name, created);
        }
    }

    private @Nullable StoredBean stored(@Nullable Object held) {
        if (held instanceof StoredBean.Marker marker) {
            return local.get(marker);
        }
        return held instanceof StoredBean stored ? stored : null;
    }

    void destroy(BeanStore beanStore, Contextual<?> contextual) {
        destroy(beanStore, nameFor(beanStore.attributes(), beans.nameOf(contextual)), contextual);
    }

    /** Destroys every bean that is kept there; one that fails does not keep the others. */
    public void destroyAll(BeanStore beanStore) {
        for (String name : beanStore.attributes().names()) {
            Contextual<?> contextual =
                    beans.named(name.endsWith(place) ? name.substring(0, name.length() - place.length()) : name);
            if (contextual != null) {
                destroyCalmly(beanStore, name, contextual);
            }
        }
    }

    private void destroyCalmly(BeanStore beanStore, String name, Contextual<?> contextual) {
        try {
            destroy(beanStore, name, contextual);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Bean " + name + " failed while it was destroyed", e);
        }
    }

    private void destroy(BeanStore beanStore, String name, Contextual<?> contextual) {
        StoredBean stored = beanStore.alone().run(() -> {
            Object held = beanStore.attributes().get(name);
            StoredBean found = stored(held);
            beanStore.attributes().remove(name);
            if (held instanceof StoredBean.Marker marker) {
                local.remove(marker);
            }
            return found;
        });
        if (stored != null) {
            stored.destroy(contextual);
        }
    }
}
