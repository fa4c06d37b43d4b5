package io.holdfast.session;

import java.io.EOFException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/**
 * The filter of one reading, which remembers what it refused, for the exception that follows does not say; and the
 * words for that: what is wrong, and which setting or class to change.
 */
final class Refusal implements ObjectInputFilter {

    private final SerialFilter filter;
    private @Nullable FilterInfo refused;

    Refusal(SerialFilter filter) {
        this.filter = filter;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        Status status = filter.check(info);
        if (status == Status.REJECTED) {
            refused = info;
        }
        return status;
    }

    /** The class that was refused for itself, or null. */
    @Nullable
    Class<?> refusedClass() {
        FilterInfo info = refused;
        return info == null || limitExceededBy(info) != null ? null : info.serialClass();
    }

    /** Why reading ended in {@code failure}. */
    String explain(Throwable failure) {
        FilterInfo info = refused;
        if (info == null) {
            return explainUnrefused(failure);
        }
        String limit = limitExceededBy(info);
        return limit != null ? limit : notAllowed(info.serialClass());
    }

    private static String notAllowed(@Nullable Class<?> type) {
        return type == null ? "its form is not allowed" : notAllowed(type.getName());
    }

    /** @param className also with the way to it */
    static String notAllowed(String className) {
        return "class " + className + " is not allowed in attributes that are read back; if it is trusted, list it in"
                + " holdfast.allowed-classes";
    }

    private @Nullable String limitExceededBy(FilterInfo info) {
        SerialFilter.Limits limits = filter.limits();
        if (info.depth() > limits.depth()) {
            return tooDeep(limits);
        }
        if (info.references() > limits.references()) {
            return "it holds more than " + limits.references() + " objects; put less into it, or raise"
                    + " holdfast.max-attribute-references";
        }
        if (info.streamBytes() > limits.bytes()) {
            return "it has more than " + limits.bytes() + " bytes; put less into it, or raise"
                    + " holdfast.max-attribute-bytes";
        }
        return info.arrayLength() > limits.bytes()
                ? "an array in it has more than " + limits.bytes() + " elements; put less into it, or raise"
                        + " holdfast.max-attribute-bytes"
                : null;
    }

    private static String tooDeep(SerialFilter.Limits limits) {
        return "its objects are nested deeper than " + limits.depth() + "; nest them less, or raise"
                + " holdfast.max-attribute-depth";
    }

    /** For a depth within the limit that the thread's stack is too small for. */
    static String tooDeepForTheStack(SerialFilter.Limits limits) {
        return "its objects are nested deeper than the thread's stack allows; nest them less"
                + " (holdfast.max-attribute-depth is " + limits.depth() + ")";
    }

    private String explainUnrefused(Throwable failure) {
        if (failure instanceof StackOverflowError) {
            return tooDeepForTheStack(filter.limits());
        }
        if (failure instanceof ClassNotFoundException) {
            return "class " + failure.getMessage() + " is not in this build of the application";
        }
        if (failure instanceof NotHereException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof EOFException || failure instanceof StreamCorruptedException) {
            return "its bytes are damaged, or were written by a class of another form: " + failure;
        }
        if (failure instanceof InvalidClassException
                && String.valueOf(failure.getMessage()).contains("REJECTED")) {
            return "the Java process has a filter of its own that refuses it (the system property jdk.serialFilter)";
        }
        return failure.getClass() == InvalidClassException.class
                ? "its class has no form that these bytes can be read into: " + failure.getMessage()
                : thrownBy("readObject, readResolve, readExternal or constructor", failure);
    }

    /** For what the code of a class threw in its own part of the serialisation; not its words: they may be a value. */
    static String thrownBy(String methods, Throwable failure) {
        return "a class's own " + methods + " failed with " + failure.getClass().getName() + place(failure)
                + "; the fault is to be mended"
                + " there";
    }

    private static String place(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}
