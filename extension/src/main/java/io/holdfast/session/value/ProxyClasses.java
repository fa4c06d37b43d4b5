package io.holdfast.session.value;

import java.io.InvalidClassException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes of the proxies that are read: one for each set of interfaces, and not more sets than a process can bear,
 * for each class is there until the application goes. Thread-safe.
 *
 * <p>A set has its interfaces in the order in which they were met first, whatever order the bytes have: each order
 * would be another class, and matters only to a handler of methods that two interfaces have.
 */
final class ProxyClasses {

    /** At some 20 KB for each class, 10 MB. */
    static final int MOST_SETS = 500;

    private final Map<Set<String>, List<String>> orders = new ConcurrentHashMap<>();

    /** More sets than are borne. */
    static final class TooManyException extends InvalidClassException {

        private static final long serialVersionUID = 1L;

        TooManyException() {
            super("it has a proxy, and sessions of this process hold proxies of " + MOST_SETS
                    + " sets of interfaces already, the most there may be");
        }
    }

    /**
     * The order to make them in.
     *
     * @throws IllegalArgumentException if one is there twice, of which no proxy can be made
     */
    List<String> inOrder(List<String> interfaces) throws TooManyException {
        Set<String> sorted = new TreeSet<>(interfaces);
        if (sorted.size() < interfaces.size()) {
            throw new IllegalArgumentException("an interface twice: " + interfaces);
        }
        List<String> known = orders.get(sorted);
        if (known != null) {
            return known;
        }
        if (orders.size() >= MOST_SETS) {
            throw new TooManyException();
        }
        List<String> raced = orders.putIfAbsent(sorted, interfaces);
        return raced == null ? interfaces : raced;
    }

    @SuppressWarnings("deprecation") // ObjectInputStream asks for a class, and only getProxyClass gives one
    static Class<?> define(ClassLoader loader, Class<?>... interfaces) {
        return Proxy.newProxyInstance(loader, interfaces, (proxy, method, args) -> null)
                .getClass();
    }
}
