package io.holdfast.cdi;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.PassivationCapable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The session beans of this application and the names they are stored under. Filled at deployment; thread-safe. */
final class SessionBeans {

    private final ApplicationLoaders application;
    private final Map<Contextual<?>, String> names = new ConcurrentHashMap<>();
    private final Map<String, String> namesById = new ConcurrentHashMap<>();
    private final Map<String, Bean<?>> beans = new ConcurrentHashMap<>();

    SessionBeans(ApplicationLoaders application) {
        this.application = application;
    }

    void add(Bean<?> bean, Annotated declaration) {
        String name = BeanName.of(bean, declaration);
        names.put(bean, name);
        beans.put(name, bean);
        if (bean instanceof PassivationCapable capable && capable.getId() != null) {
            namesById.put(capable.getId(), name);
        }
    }

    /** The name that {@code contextual} is stored under. */
    String nameOf(Contextual<?> contextual) {
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

    /** The bean stored under {@code name}, or null where this application has none of that name. */
    @Nullable
    Bean<?> named(String name) {
        return beans.get(name);
    }

    /** Whether the bean stored under {@code name} came with the server instead of with the application. */
    boolean isOfServer(String name) {
        Bean<?> bean = beans.get(name);
        return bean != null && !application.areOf(bean.getBeanClass());
    }
}
