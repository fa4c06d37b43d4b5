package io.holdfast.web;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A way to an application's listeners and filters in one make of container; an exception says that the make has
 * changed.
 */
interface ListenerAccess {

    /** In the container's order, and the very objects that it calls. */
    List<Object> all() throws ReflectiveOperationException;

    /** As {@link ContainerListeners#replaceAll}. */
    void replaceAll(UnaryOperator<Object> replacement) throws ReflectiveOperationException;

    /** As {@link ContainerListeners#putFirst}. */
    void putFirst(String filter) throws ReflectiveOperationException;
}
