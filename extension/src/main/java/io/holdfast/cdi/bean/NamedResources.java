package io.holdfast.cdi.bean;

import java.util.Map;
import java.util.TreeMap;
import javax.naming.Binding;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;

/** What is in the naming environment of the application, {@code java:comp/env}, as far as this thread can see it. */
final class NamedResources {

    private static final int MOST_LEVELS = 16;

    private NamedResources() {}

    @SuppressWarnings("BanJNDI") // a name of the platform
    static Map<String, Object> all() {
        Map<String, Object> found = new TreeMap<>();
        try {
            if (InitialContext.doLookup("java:comp/env") instanceof Context environment) {
                collect(environment, "", found, 0);
            }
        } catch (NamingException e) {
            return found; // a thread without an environment
        }
        return found;
    }

    private static void collect(Context context, String path, Map<String, Object> found, int level)
            throws NamingException {
        NamingEnumeration<Binding> bindings = context.listBindings("");
        try {
            while (bindings.hasMore()) {
                Binding binding = bindings.next();
                String name = path + binding.getName();
                Object value = binding.getObject();
                if (value instanceof Context nested && level < MOST_LEVELS) {
                    collect(nested, name + "/", found, level + 1);
                } else if (value != null) {
                    found.put(name, value);
                }
            }
        } finally {
            bindings.close();
        }
    }
}
