package io.holdfast.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the application's session listeners: those named in its {@code web.xml}, then in the {@code web-fragment.xml}
 * of its libraries, then those annotated {@link WebListener}. Ones added by {@code ServletContext.addListener} or named
 * in a tag library can only be seen by {@link ContainerListeners}.
 */
final class ListenerClasses {

    private static final System.Logger LOG = System.getLogger(ListenerClasses.class.getName());

    private static final List<Class<?>> KINDS =
            List.of(HttpSessionListener.class, HttpSessionAttributeListener.class, HttpSessionIdListener.class);

    private final ServletContext context;

    ListenerClasses(ServletContext context) {
        this.context = context;
    }

    /** @param handled the classes that the container found for {@code @HandlesTypes}, null for none */
    List<Class<?>> find(@Nullable Set<Class<?>> handled) {
        WebXml descriptor = descriptor();
        Set<Class<?>> found = new LinkedHashSet<>();
        Stream.concat(descriptor.listeners().stream(), fragments(descriptor))
                .map(this::load)
                .filter(Objects::nonNull)
                .forEach(found::add);
        if (handled != null && !descriptor.complete()) {
            handled.stream()
                    .filter(type -> type.isAnnotationPresent(WebListener.class))
                    .sorted(Comparator.comparing(Class::getName))
                    .forEach(found::add);
        }
        return found.stream().filter(ListenerClasses::listensToSessions).toList();
    }

    private static boolean listensToSessions(Class<?> type) {
        return KINDS.stream().anyMatch(kind -> kind.isAssignableFrom(type))
                && !Modifier.isAbstract(type.getModifiers())
                && !ContainerListeners.isOfContainer(type);
    }

    private WebXml descriptor() {
        try {
            URL place = context.getResource("/WEB-INF/web.xml");
            return place == null ? WebXml.NONE : WebXml.read(place);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot find WEB-INF/web.xml", e);
        }
    }

    private Stream<String> fragments(WebXml descriptor) {
        try {
            return Collections.list(context.getClassLoader().getResources("META-INF/web-fragment.xml")).stream()
                    .map(WebXml::read)
                    .filter(descriptor::takes)
                    .flatMap(fragment -> fragment.listeners().stream());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for META-INF/web-fragment.xml", e);
        }
    }

    private @Nullable Class<?> load(String name) {
        try {
            return Class.forName(name, false, context.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The listener {0} is not told of sessions, as it cannot be loaded: {1}",
                    name,
                    e);
            return null;
        }
    }
}
