package io.holdfast.cdi.bean;

import io.holdfast.session.value.ReplacedObjects;
import java.io.InvalidObjectException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Resources of the server, such as data sources, that a session bean was given: their classes are the server's own, and
 * hidden from the application on some makes. Stored by the names that the application has for them. Thread-safe.
 */
public final class ServerResources implements ReplacedObjects {

    private final List<ClassLoader> loaders;
    private final Supplier<Map<String, Object>> environment;
    private final ReplacedObjects others;
    private final Map<Class<?>, Boolean> hidden = new ConcurrentHashMap<>();
    private final Map<Reference, Object> known = new ConcurrentHashMap<>();

    /**
     * @param loaders that attributes are read with
     * @param environment what the application has names for; asked for when one is needed
     * @param others asked before
     */
    ServerResources(List<ClassLoader> loaders, Supplier<Map<String, Object>> environment, ReplacedObjects others) {
        this.loaders = loaders;
        this.environment = environment;
        this.others = others;
    }

    /**
     * Those of this application, besides the flows of Faces if the server has Faces.
     *
     * @param loaders that attributes are read with
     */
    public static ReplacedObjects ofTheApplication(List<ClassLoader> loaders) {
        return new ServerResources(
                loaders,
                NamedResources::all,
                OptionalApi.isPresent("jakarta.faces.flow.Flow")
                        ? FacesFlows.ofTheApplication()
                        : ReplacedObjects.NONE);
    }

    /** What the record holds instead of a resource. */
    record Reference(String name) implements Serializable {}

    @Override
    public Object stored(Object value) {
        Object other = others.stored(value);
        if (other != value || !hidden.computeIfAbsent(value.getClass(), this::isHidden)) {
            return other;
        }
        Reference reference = referenceTo(value);
        if (reference == null) {
            learn();
            reference = referenceTo(value);
        }
        return reference == null ? value : reference;
    }

    private boolean isHidden(Class<?> type) {
        return type.getClassLoader() != null && loaders.stream().noneMatch(loader -> isSeenBy(loader, type));
    }

    private static boolean isSeenBy(ClassLoader loader, Class<?> type) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private @Nullable Reference referenceTo(Object value) {
        return known.entrySet().stream()
                .filter(entry -> entry.getValue() == value)
                .map(Map.Entry::getKey)
                .min((one, other) -> one.name.compareTo(other.name))
                .orElse(null);
    }

    private void learn() {
        environment.get().forEach((name, resource) -> known.put(new Reference(name), resource));
    }

    /** Only names that the application has are looked up, none that the bytes say. */
    @Override
    public Object live(Object stored) throws InvalidObjectException {
        if (!(stored instanceof Reference reference)) {
            return others.live(stored);
        }
        if (!known.containsKey(reference)) {
            learn();
        }
        Object resource = known.get(reference);
        if (resource == null) {
            throw new InvalidObjectException("the application has no resource of the name " + reference.name + " here");
        }
        return resource;
    }
}
