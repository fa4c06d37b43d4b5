package io.holdfast.testing;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes an object of a class of which it knows nothing: by a public constructor, a public static method that answers
 * one, or a public constant. It prefers those with arguments, for there is more in what they make.
 */
public final class Specimens {

    private static final int MOST_ARGUMENTS = 8;
    private static final int ENOUGH_ARGUMENTS = 3;
    private static final int LEVELS = 2; // of arguments that are made for arguments

    private Specimens() {}

    /** A new one where the class has them, or empty where this cannot make any. */
    public static Optional<Object> of(Class<?> type) {
        Optional<Object> byHand = SpecimensByHand.of(type);
        return byHand.isPresent() ? byHand : made(type, LEVELS).filter(Serializable.class::isInstance);
    }

    private static Optional<Object> made(Class<?> type, int levels) {
        Object[] constants = type.getEnumConstants();
        if (constants != null) {
            return Stream.of(constants).findFirst();
        }
        return Stream.concat(makers(type).map(maker -> called(maker, levels)), constants(type))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Stream<Executable> makers(Class<?> type) {
        Stream<Executable> constructors =
                Modifier.isAbstract(type.getModifiers()) ? Stream.of() : Stream.of(type.getConstructors());
        Stream<Executable> factories = Stream.<Executable>of(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> type.isAssignableFrom(((Method) method).getReturnType()));
        return Stream.concat(inOrder(constructors), inOrder(factories));
    }

    /** Always the same one, whatever order reflection has. */
    private static Stream<Executable> inOrder(Stream<Executable> makers) {
        return makers.filter(maker -> maker.getParameterCount() <= MOST_ARGUMENTS)
                .sorted(Comparator.comparingInt(Specimens::rank)
                        .thenComparing(Executable::getName)
                        .thenComparing(maker -> Arrays.toString(maker.getParameterTypes())));
    }

    private static int rank(Executable maker) {
        int count = maker.getParameterCount();
        return count <= ENOUGH_ARGUMENTS ? -count : count;
    }

    private static Optional<Object> called(Executable maker, int levels) {
        List<List<Object>> choices = new ArrayList<>();
        for (Class<?> parameter : maker.getParameterTypes()) {
            List<Object> values = arguments(parameter, levels);
            if (values.isEmpty()) {
                return Optional.empty();
            }
            choices.add(values);
        }
        int tries = choices.stream().mapToInt(List::size).max().orElse(1);
        for (int i = 0; i < tries; i++) {
            int turn = i;
            Object[] values = choices.stream()
                    .map(choice -> choice.get(turn % choice.size()))
                    .toArray();
            Optional<Object> made = called(maker, values);
            if (made.isPresent()) {
                return made;
            }
        }
        return Optional.empty();
    }

    private static List<Object> arguments(Class<?> type, int levels) {
        List<Object> known = Arguments.of(type);
        if (!known.isEmpty() || levels == 0) {
            return known;
        }
        if (type.isArray()) {
            return arguments(type.getComponentType(), levels).stream()
                    .limit(1)
                    .map(element -> arrayOf(type.getComponentType(), element))
                    .toList();
        }
        return Serializable.class.isAssignableFrom(type)
                ? made(type, levels - 1).stream().toList()
                : List.of();
    }

    private static Object arrayOf(Class<?> component, Object element) {
        Object array = Array.newInstance(component, 1);
        Array.set(array, 0, element);
        return array;
    }

    private static Optional<Object> called(Executable maker, Object[] values) {
        try {
            return Optional.ofNullable(
                    maker instanceof Constructor<?> constructor
                            ? constructor.newInstance(values)
                            : ((Method) maker).invoke(null, values));
        } catch (ReflectiveOperationException | IllegalArgumentException | LinkageError e) {
            return Optional.empty(); // not with these arguments, or not on a machine without a screen
        }
    }

    private static Stream<Optional<Object>> constants(Class<?> type) {
        return Stream.of(type.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .filter(field -> type.isAssignableFrom(field.getType()))
                .sorted(Comparator.comparing(Field::getName))
                .map(Specimens::content);
    }

    private static Optional<Object> content(Field constant) {
        try {
            return Optional.ofNullable(constant.get(null));
        } catch (IllegalAccessException | LinkageError e) {
            return Optional.empty();
        }
    }
}
