package io.holdfast.cdi.bean;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.PassivationCapable;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The session beans of this application and the names they are stored under. Filled at deployment; thread-safe. */
public final class SessionBeans {

    private final ApplicationLoaders application;
    private final Map<Contextual<?>, String> names = new ConcurrentHashMap<>();
    private final Map<String, String> namesById = new ConcurrentHashMap<>();
    private final Map<String, Bean<?>> beans = new ConcurrentHashMap<>();
    private final Set<String> ejbs = ConcurrentHashMap.newKeySet();

    /** @param application which of the beans came with it */
    public SessionBeans(ApplicationLoaders application) {
        this.application = application;
    }

    /** Notes a bean, which is stored under a name from now on. */
    public void add(Bean<?> bean, Annotated declaration) {
        String name = BeanName.of(bean, declaration);
        names.put(bean, name);
        beans.put(name, bean);
        if (bean instanceof PassivationCapable capable && capable.getId() != null) {
            namesById.put(capable.getId(), name);
        }
    }

    /**
     * The name that {@code contextual} is stored under.
     *
     * @throws IllegalArgumentException if it was not added
     */
    public String nameOf(Contextual<?> contextual) {
        String name = names.get(contextual);
        // Weld hands over another object for the same bean; within a process its id tells that they are one
        if (name == null && contextual instanceof PassivationCapable capable) {
            name = namesById.get(capable.getId());
        }
        if (name == null) {
            throw new IllegalArgumentException(contextual + " is not a session bean known at deployment");
        }
        return name;
    }

    /** The bean stored under {@code name}, or null if this application has none of that name. */
    @Nullable
    Bean<?> named(String name) {
        return beans.get(name);
    }

    /** Notes that the bean's instances are references to what an EJB container keeps. */
    public void noteEjb(Bean<?> bean) {
        ejbs.add(nameOf(bean));
    }

    /**
     * How it is tried whether the bean stored under {@code name} follows its session; null if it has to.
     *
     * @param storableCheck for beans that came with the server instead of with the application
     */
    BeanStore.@Nullable StorableCheck storableCheck(String name, BeanStore.StorableCheck storableCheck) {
        if (ejbs.contains(name)) {
            return SessionBeans::stays;
        }
        Bean<?> bean = beans.get(name);
        return bean != null && !application.areOf(bean.getBeanClass()) ? storableCheck : null;
    }

    /** WildFly's reference can be serialised, but names what only its own container has; Payara's cannot be. */
    private static void stays(Object ejb) throws IOException {
        throw new NotSerializableException(
                "it is an EJB, whose state its container keeps; make it a bean of CDI alone");
    }
}
