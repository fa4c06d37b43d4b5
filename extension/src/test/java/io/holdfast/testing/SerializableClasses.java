package io.holdfast.testing;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;

/** The public Serializable classes that a module of the JDK shows everybody. */
public final class SerializableClasses {

    private static final String SUFFIX = ".class";

    private SerializableClasses() {}

    /** In the order of their names; interfaces and annotations are none. */
    public static List<Class<?>> of(String moduleName) {
        Module module = ModuleLayer.boot().findModule(moduleName).orElseThrow();
        ModuleReference reference = ModuleLayer.boot()
                .configuration()
                .findModule(moduleName)
                .orElseThrow()
                .reference();
        try (ModuleReader reader = reference.open();
                Stream<String> files = reader.list()) {
            return files.filter(file -> file.endsWith(SUFFIX) && file.contains("/"))
                    .map(file ->
                            file.substring(0, file.length() - SUFFIX.length()).replace('/', '.'))
                    .filter(name -> module.isExported(name.substring(0, name.lastIndexOf('.'))))
                    .sorted()
                    .<Class<?>>map(SerializableClasses::load)
                    .filter(SerializableClasses::isOne)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOne(Class<?> type) {
        return Serializable.class.isAssignableFrom(type) && !type.isInterface() && isShown(type);
    }

    /** Public, and each class around it too. */
    private static boolean isShown(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (around == null || isShown(around));
    }
}
