package io.holdfast.cdi.bean;

import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionTarget;
import jakarta.enterprise.inject.spi.InjectionTargetFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Has a class of ours decorated as one of an archive of the application. Weld takes the decorators of the archive that
 * a class lies in, which is our jar, unless its own builder is asked.
 */
final class Decorating {

    private static final String WELDS = "org.jboss.weld.manager.api.WeldManager";

    private Decorating() {}

    /** @param beans that of the archive */
    static <T> Bean<T> bean(BeanManager beans, Class<T> type) {
        AnnotatedType<T> annotated = beans.createAnnotatedType(type);
        return beans.createBean(beans.createBeanAttributes(annotated), type, factory(beans, annotated));
    }

    private static <T> InjectionTargetFactory<T> factory(BeanManager beans, AnnotatedType<T> type) {
        try {
            Class<?> welds = Class.forName(WELDS, false, beans.getClass().getClassLoader());
            if (welds.isInstance(beans)) {
                Method builder = welds.getMethod("createInjectionTargetBuilder", AnnotatedType.class);
                return bean -> build(builder, beans, type, bean);
            }
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            // not Weld
        }
        return beans.getInjectionTargetFactory(type);
    }

    @SuppressWarnings("unchecked") // the builder is one of that type
    private static <T> InjectionTarget<T> build(
            Method builder, BeanManager beans, AnnotatedType<T> type, Bean<T> bean) {
        try {
            Class<?> building = builder.getReturnType();
            Object target = builder.invoke(beans, type);
            building.getMethod("setBean", Bean.class).invoke(target, bean);
            return (InjectionTarget<T>) building.getMethod("build").invoke(target);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Weld cannot decorate " + bean, e);
        }
    }
}
