package io.holdfast.cdi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * Frees the class loader of an application that has stopped from the JDK's memory.
 *
 * <p>Before Java 19 the method handles behind {@code equals} and {@code hashCode} of records remember the types they
 * were last adapted to (JDK-8078641). So they hold the loader of the last application that compared a record. Adapting
 * them to a type of the JDK makes them forget.
 */
final class RecordHandleCache {

    private RecordHandleCache() {}

    static void forget() {
        try {
            MethodHandle getter = MethodHandles.publicLookup()
                    .findVirtual(Object.class, "toString", MethodType.methodType(String.class))
                    .asType(MethodType.methodType(String.class, Record.class));
            adapt("equals", getter);
            adapt("hashCode", getter);
        } catch (Throwable e) {
            System.getLogger(RecordHandleCache.class.getName())
                    .log(System.Logger.Level.DEBUG, "The class loader of the application may stay for a while", e);
        }
    }

    private static void adapt(String method, MethodHandle getter) throws Throwable {
        Object unused = ObjectMethods.bootstrap(
                MethodHandles.lookup(), method, MethodHandle.class, Record.class, "value", getter);
    }
}
