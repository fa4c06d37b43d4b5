package io.holdfast.web;

import java.util.ArrayList;
import java.util.List;

/** The mappings of a container's filters, which have a public method {@code getFilterName} everywhere. Stateless. */
final class FilterMappings {

    private FilterMappings() {}

    /** Those of one filter, then the others, each in their order. */
    static List<Object> withFirst(String filter, List<?> mappings) throws ReflectiveOperationException {
        List<Object> first = new ArrayList<>();
        List<Object> others = new ArrayList<>();
        for (Object mapping : mappings) {
            (Insides.call(mapping, "getFilterName").equals(filter) ? first : others).add(mapping);
        }
        first.addAll(others);
        return first;
    }

    /** Puts them into that order where they are. */
    static void putFirst(String filter, List<Object> mappings) throws ReflectiveOperationException {
        List<Object> ordered = withFirst(filter, mappings);
        mappings.clear();
        mappings.addAll(ordered);
    }
}
