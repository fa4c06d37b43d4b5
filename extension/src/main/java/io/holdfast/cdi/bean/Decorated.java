package io.holdfast.cdi.bean;

import io.holdfast.web.RequestSession;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletRequest;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * A bean of ours as the application's decorators show it: containers decorate what they make of a class, not what an
 * extension hands them. One instance a request, and none if nobody decorates. Thread-safe.
 *
 * @param <T> the bean's type, an interface
 */
final class Decorated<T> {

    private final Class<T> type;
    private final Class<? extends T> undecorated;
    private final Function<RequestSession, T> bare;
    private final BeanManager ofExtension;
    private final String requestAttribute = Decorated.class.getName() + "@" + System.identityHashCode(this);
    private volatile @Nullable Maker<T> maker;

    /**
     * @param undecorated a class with a constructor without parameters, for the container to decorate
     * @param bare gives what is used if there are no decorators
     */
    Decorated(
            Class<T> type, Class<? extends T> undecorated, Function<RequestSession, T> bare, BeanManager ofExtension) {
        this.type = type;
        this.undecorated = undecorated;
        this.bare = bare;
        this.ofExtension = ofExtension;
    }

    /** Makes the instance of a request. */
    private interface Maker<T> {
        T of(RequestSession request);
    }

    private record Made<U>(Bean<U> bean, CreationalContext<U> creational, U instance) {

        static <U> Made<U> of(Bean<U> bean, CreationalContext<U> creational) {
            return new Made<>(bean, creational, bean.create(creational));
        }

        void destroy() {
            bean.destroy(instance, creational);
        }
    }

    Class<T> type() {
        return type;
    }

    /** That of a request. */
    T of(RequestSession request) {
        Maker<T> present = maker;
        if (present == null) {
            present = find(undecorated);
            maker = present;
        }
        return present.of(request);
    }

    private <U extends T> Maker<T> find(Class<U> beneath) {
        BeanManager beans = ofApplication();
        Bean<U> bean = Decorating.bean(beans, beneath);
        if (beans.resolveDecorators(bean.getTypes()).isEmpty()) {
            return bare::apply;
        }
        return request -> {
            Made<?> kept = kept(request.container());
            return type.cast(
                    kept != null ? kept.instance : keep(request, Made.of(bean, beans.createCreationalContext(bean))));
        };
    }

    /** Decorators that a beans.xml enables are those of its archive, and seen by that archive's bean manager only. */
    @SuppressWarnings("BanJNDI") // a name of the platform
    private BeanManager ofApplication() {
        try {
            return InitialContext.doLookup("java:comp/BeanManager") instanceof BeanManager found ? found : ofExtension;
        } catch (NamingException e) {
            return ofExtension;
        }
    }

    private @Nullable Made<?> kept(ServletRequest request) {
        return request.getAttribute(requestAttribute) instanceof Made<?> made ? made : null;
    }

    private Object keep(RequestSession request, Made<?> made) {
        Made<?> first;
        synchronized (this) {
            first = kept(request.container());
            if (first == null) {
                request.container().setAttribute(requestAttribute, made);
                return made.instance;
            }
        }
        made.destroy();
        return first.instance;
    }

    /** The request is over, and with it its decorators. */
    void requestEnding(ServletRequest request) {
        Made<?> made = kept(request);
        if (made != null) {
            request.removeAttribute(requestAttribute);
            made.destroy();
        }
    }
}
