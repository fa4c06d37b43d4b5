package io.holdfast.session.value;

import java.io.EOFException;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/**
 * The filter of one reading, which remembers what it refused, for the exception that follows does not say; and the
 * words for that: what is wrong, and which setting or class to change.
 */
final class RejectionFilter implements ObjectInputFilter {

    private static final int SLOTS_PER_BYTE = 8; // of a hash table: an entry has a byte at least
    private static final int SMALLEST_TABLE = 64;
    private static final int MOST_TABLES_IN_EACH_OTHER = 10;

    private final SerialFilter filter;
    private final long bytes;
    private long elements;
    private @Nullable OpenTables tables;
    private @Nullable Class<?> refusedClass;
    private @Nullable String reason;

    /** @param bytes that there are to read */
    RejectionFilter(SerialFilter filter, long bytes) {
        this.filter = filter;
        this.bytes = bytes;
    }

    /** Asked for arrays and tables too, before they are made. */
    @Override
    public Status checkInput(FilterInfo info) {
        elements += Math.max(0, info.arrayLength());
        String exceeded = limitExceededBy(info);
        if (exceeded != null) {
            reason = exceeded;
            return Status.REJECTED;
        }
        Class<?> type = info.serialClass();
        if (type == null) {
            return Status.UNDECIDED;
        }
        return allows(type) ? Status.ALLOWED : Status.REJECTED;
    }

    /** Also for what is asked before the stream asks. */
    boolean allows(Class<?> type) {
        boolean isAllowed = filter.classes().contain(type);
        if (!isAllowed) {
            refusedClass = type;
            reason = null;
        }
        return isAllowed;
    }

    /** Before anything of the graph is made. */
    void requireBearable(GraphSize size) throws InvalidObjectException {
        if (size.keyCosts() > filter.limits().hashing()) {
            reason = "the collections that are keys in its hash tables hold each other too often, or are too many; use"
                    + " plainer keys, or raise holdfast.max-attribute-references";
            throw new InvalidObjectException(reason);
        }
    }

    /** Of a graph of which nobody knows what it costs: hash tables may be in each other a few times only. */
    void boundTables() {
        tables = new OpenTables();
    }

    /** The class that was refused for itself, or null. */
    @Nullable
    Class<?> refusedClass() {
        return reason == null ? refusedClass : null;
    }

    /** Why reading ended in {@code failure}. */
    String explain(Throwable failure) {
        if (reason != null) {
            return reason;
        }
        Class<?> type = refusedClass;
        return type != null ? Obstacles.notAllowed(type.getName()) : explainUnrefused(failure);
    }

    private @Nullable String limitExceededBy(FilterInfo info) {
        SerialFilter.Limits limits = filter.limits();
        if (info.depth() > limits.depth()) {
            return "its objects are nested deeper than " + limits.depth() + "; nest them less, or raise"
                    + " holdfast.max-attribute-depth";
        }
        if (info.references() > limits.references()) {
            return "it holds more than " + limits.references() + " objects; put less into it, or raise"
                    + " holdfast.max-attribute-references";
        }
        if (info.streamBytes() > limits.bytes()) {
            return "it has more than " + limits.bytes() + " bytes; put less into it, or raise"
                    + " holdfast.max-attribute-bytes";
        }
        if (elements > limits.bytes()) {
            return "the arrays and tables in it have more than " + limits.bytes() + " elements; put less into it, or"
                    + " raise holdfast.max-attribute-bytes";
        }
        if (tables != null && tables.with(info) > MOST_TABLES_IN_EACH_OTHER) {
            return "more than " + MOST_TABLES_IN_EACH_OTHER
                    + " hash tables are in each other, and a class with a form of"
                    + " its own hides what that costs; nest them less";
        }
        return info.arrayLength() > (bytes - info.streamBytes()) * SLOTS_PER_BYTE + SMALLEST_TABLE
                ? "an array or table of " + info.arrayLength()
                        + " in it is larger than what there is can fill; its bytes"
                        + " are damaged, or the load factor of a Hashtable is tiny"
                : null;
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
        if (failure instanceof ProxyClasses.TooManyException) {
            return String.valueOf(failure.getMessage());
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
