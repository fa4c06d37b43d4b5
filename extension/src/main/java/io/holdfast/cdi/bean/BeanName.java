package io.holdfast.cdi.bean;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.Bean;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The attribute name of a session bean: its class, the member that produces it, its qualifiers.
 *
 * <p>The containers' own bean ids were turned down: they hold the deployment's name, and those of beans that come with
 * the server differ from one server process to the next.
 */
final class BeanName {

    private static final Set<Class<? extends Annotation>> SAYING_NOTHING = Set.of(Any.class, Default.class);

    private BeanName() {}

    /**
     * The same on every server that has the same class, for example {@code com.example.Baskets#basket()@Named(big)}.
     */
    static String of(Bean<?> bean, Annotated declaration) {
        return bean.getBeanClass().getName() + member(declaration) + qualifiers(bean.getQualifiers());
    }

    private static String member(Annotated declaration) {
        if (declaration instanceof AnnotatedMethod<?> method) {
            return "#" + method.getJavaMember().getName()
                    + Stream.of(method.getJavaMember().getParameterTypes())
                            .map(Class::getName)
                            .collect(Collectors.joining(",", "(", ")"));
        }
        return declaration instanceof AnnotatedField<?> field
                ? "#" + field.getJavaMember().getName()
                : "";
    }

    private static String qualifiers(Set<Annotation> qualifiers) {
        return qualifiers.stream()
                .filter(qualifier -> !SAYING_NOTHING.contains(qualifier.annotationType()))
                .map(BeanName::qualifier)
                .sorted()
                .collect(Collectors.joining());
    }

    // Not Annotation.toString(): its form has changed between versions of Java.
    private static String qualifier(Annotation qualifier) {
        return Stream.of(qualifier.annotationType().getDeclaredMethods())
                .sorted(Comparator.comparing(Method::getName))
                .map(element -> element.getName() + "=" + value(qualifier, element))
                .collect(
                        Collectors.joining(",", "@" + qualifier.annotationType().getName() + "(", ")"));
    }

    private static String value(Annotation qualifier, Method element) {
        try {
            element.setAccessible(true);
            String inArray = Arrays.deepToString(new Object[] {element.invoke(qualifier)});
            return inArray.substring(1, inArray.length() - 1);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + element + " of a qualifier", e);
        }
    }
}
