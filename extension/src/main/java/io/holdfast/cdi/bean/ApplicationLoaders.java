package io.holdfast.cdi.bean;

import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The class loaders of the application's archives, as far as they are known by now. Thread-safe. */
public final class ApplicationLoaders {

    private final Class<?> extension;
    private final ClassLoader own;
    private final List<ClassLoader> all = new CopyOnWriteArrayList<>();

    /** @param extension the class of this extension, which comes with the application */
    public ApplicationLoaders(Class<?> extension) {
        this.extension = extension;
        this.own = extension.getClassLoader();
        this.all.add(own);
    }

    /** That of this extension. */
    public ClassLoader own() {
        return own;
    }

    /** Whether this extension lies where a web application has its libraries. */
    public boolean isInWebArchive() {
        URL place = own.getResource(extension.getName().replace('.', '/') + ".class");
        return place != null && place.getPath().contains("/WEB-INF/");
    }

    /** Notes that an archive of the application has this one. */
    public void add(ClassLoader loader) {
        if (!all.contains(loader)) {
            all.add(loader);
        }
    }

    /** Whether {@code type} came with an archive of the application. */
    boolean areOf(Class<?> type) {
        return all.contains(type.getClassLoader());
    }

    /** All that are known by now. */
    public Set<ClassLoader> all() {
        return Set.copyOf(all);
    }

    /** All of them, then {@code last}: where to look for a class. */
    public List<ClassLoader> inOrder(ClassLoader last) {
        return Stream.concat(all.stream(), Stream.of(last)).distinct().toList();
    }

    /**
     * Whether {@code type} belongs to another application that brings a Holdfast of its own: the web applications of
     * one EAR, whose extensions are told of each other's beans.
     */
    public boolean isOfAnother(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || areOf(type)) {
            return false;
        }
        try {
            return Class.forName(extension.getName(), false, loader) != extension;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
