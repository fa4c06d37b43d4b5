package io.holdfast.session.value;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads with the application's loaders. A container may show applications a class without those that it is made of:
 * these its own loader knows.
 */
final class LoadingStream extends ObjectInputStream {

    private final List<ClassLoader> loaders;
    private final ReplacedObjects replacedObjects;
    private final ProxyClasses proxies;
    private final RejectionFilter rejectionFilter;
    private final Set<ClassLoader> met = new LinkedHashSet<>();

    LoadingStream(
            InputStream in,
            List<ClassLoader> loaders,
            ReplacedObjects replacedObjects,
            ProxyClasses proxies,
            RejectionFilter rejectionFilter)
            throws IOException {
        super(in);
        this.loaders = loaders;
        this.replacedObjects = replacedObjects;
        this.proxies = proxies;
        this.rejectionFilter = rejectionFilter;
        enableResolveObject(replacedObjects != ReplacedObjects.NONE);
        setObjectInputFilter(rejectionFilter);
    }

    @Override
    protected Object resolveObject(Object read) throws InvalidObjectException {
        try {
            return replacedObjects.live(read);
        } catch (InvalidObjectException e) {
            throw new NotHereException(e);
        }
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        for (ClassLoader loader : inOrder()) {
            try {
                return noted(Class.forName(description.getName(), false, loader));
            } catch (ClassNotFoundException e) {
                // the next loader may know it
            }
        }
        return super.resolveClass(description);
    }

    private List<ClassLoader> inOrder() {
        return Stream.concat(loaders.stream(), met.stream()).toList();
    }

    private Class<?> noted(Class<?> found) {
        ClassLoader loader = found.getClassLoader();
        if (loader != null) {
            met.add(loader);
        }
        return found;
    }

    /** Here the stream asks the filter too late, when the class is there already. */
    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException, ClassNotFoundException {
        requireAllowed(Proxy.class);
        for (ClassLoader loader : inOrder()) {
            try {
                Class<?>[] types = typesOf(List.of(interfaces), loader);
                for (Class<?> type : types) {
                    requireAllowed(type);
                }
                return ProxyClasses.define(loader, typesOf(proxies.inOrder(List.of(interfaces)), loader));
            } catch (ClassNotFoundException | IllegalArgumentException e) {
                // the next loader may see all of them
            }
        }
        throw new ClassNotFoundException("a proxy of " + String.join(", ", interfaces));
    }

    private static Class<?>[] typesOf(List<String> names, ClassLoader loader) throws ClassNotFoundException {
        Class<?>[] types = new Class<?>[names.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = Class.forName(names.get(i), false, loader);
        }
        return types;
    }

    private void requireAllowed(Class<?> type) throws InvalidClassException {
        if (!rejectionFilter.allows(type)) {
            throw new InvalidClassException("filter status: REJECTED");
        }
    }
}
