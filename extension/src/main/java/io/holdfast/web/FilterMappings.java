package io.holdfast.web;

import java.util.ArrayList;
import java.util.List;

/** The mappings of a container's filters, which lead to a public method {@code getFilterName} everywhere. Stateless. */
final class FilterMappings {

    private FilterMappings() {}

    /**
     * Those of one filter, then the others, each in their order.
     *
     * @param way public methods that lead from a mapping to what knows the name; none if the mapping does
     */
    static List<Object> withFirst(String filter, List<?> mappings, String... way) throws ReflectiveOperationException {
        List<Object> first = new ArrayList<>();
        List<Object> others = new ArrayList<>();
        for (Object mapping : mappings) {
            Object named = mapping;
            for (String method : way) {
                named = Insides.call(named, method);
            }
            (Insides.call(named, "getFilterName").equals(filter) ? first : others).add(mapping);
        }
        first.addAll(others);
        return first;
    }

    /** As {@link #withFirst}, if they are. */
    static void putFirst(String filter, List<Object> mappings, String... way) throws ReflectiveOperationException {
        List<Object> ordered = withFirst(filter, mappings, way);
        mappings.clear();
        mappings.addAll(ordered);
    }
}
