package io.holdfast.web;

import java.util.ArrayList;
import java.util.List;

/** The mappings of a container's filters, from which public methods lead to the filter's name. Stateless. */
final class FilterMappings {

    private static final String NAME = "getFilterName";

    private FilterMappings() {}

    /** Those of one filter, then the others, each in their order. */
    static List<Object> withFirst(String filter, List<?> mappings) throws ReflectiveOperationException {
        return withFirst(filter, mappings, List.of(NAME));
    }

    private static List<Object> withFirst(String filter, List<?> mappings, List<String> wayToName)
            throws ReflectiveOperationException {
        List<Object> first = new ArrayList<>();
        List<Object> others = new ArrayList<>();
        for (Object mapping : mappings) {
            (end(mapping, wayToName).equals(filter) ? first : others).add(mapping);
        }
        first.addAll(others);
        return first;
    }

    private static Object end(Object beginning, List<String> way) throws ReflectiveOperationException {
        Object end = beginning;
        for (String method : way) {
            end = Insides.call(end, method);
        }
        return end;
    }

    /** Puts them into that order where they are. */
    static void putFirst(String filter, List<Object> mappings) throws ReflectiveOperationException {
        putFirst(filter, mappings, List.of(NAME));
    }

    /** @param wayToName the methods to be called one after the other */
    static void putFirst(String filter, List<Object> mappings, List<String> wayToName)
            throws ReflectiveOperationException {
        List<Object> ordered = withFirst(filter, mappings, wayToName);
        mappings.clear();
        mappings.addAll(ordered);
    }
}
