package io.holdfast.session.value;

import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one value until what comes out can be believed, though other threads may change it meanwhile. Not
 * thread-safe.
 *
 * <p>Serialisation takes no snapshot: a collection writes its count and later what it holds by then, and a value torn
 * like this is read as null or as less than it was. Two equal encodings in a row say that nothing moved. If the value
 * never holds still so long, one is believed that has been read back with all that was written.
 */
final class SteadyEncoding {

    static final byte[] NOTHING = {};

    private static final int MOST_UNEQUAL = 3;
    private static final int ENOUGH_ALIKE = 3;
    /** More than were ever seen to be torn alike. */
    private static final int AT_REST = 5;

    private static final String WHAT_TO_DO = ". Let other threads be done with it before the response is sent, use"
            + " collections of java.util.concurrent, or set a copy of it";

    private final Encoder encoder;
    private final Object value;
    private final byte @Nullable [] stored;
    private final int wanted;
    private byte @Nullable [] last;
    private int equal;
    private int alike;
    private boolean moved;

    /**
     * One encoding.
     *
     * @param unknown classes in it that were not read before
     */
    record Written(byte[] bytes, List<Class<?>> unknown) {}

    /** Encodes a value as it is at the moment. */
    interface Encoder {

        /** @param likely the bytes that most probably come out: if so, it is them that are returned */
        Written write(Object value, byte[] likely) throws UnstorableValueException;

        /**
         * Makes sure that an encoding of {@code value} can be read back.
         *
         * @param isDoubtful whether other threads are known to change it: then it is read in any case, and all that was
         *     written must be there
         */
        void verify(Object value, Written written, boolean isDoubtful) throws UnstorableValueException;
    }

    /**
     * @param stored as in {@link ValueCodec#encode(Object, byte[])}
     * @param wanted how many encodings in a row have to be equal
     */
    SteadyEncoding(Encoder encoder, Object value, byte @Nullable [] stored, int wanted) {
        this.encoder = encoder;
        this.value = value;
        this.stored = stored;
        this.wanted = wanted;
    }

    byte[] bytes(EncodingRetries retries) throws UnstorableValueException {
        UnstorableValueException before = null;
        for (int made = 1; ; made++) {
            try {
                byte[] believed = attempt(made, retries);
                if (believed != null) {
                    return believed;
                }
            } catch (UnstorableValueException why) {
                moved |= why.getCause() instanceof ConcurrentModificationException;
                alike = isAlike(why, before) ? alike + 1 : 1;
                before = why;
                if (!why.mayPass() || alike >= ENOUGH_ALIKE || (equal >= ENOUGH_ALIKE && !why.isTorn())) {
                    throw why;
                }
                if (!retries.shouldRetry(made)) {
                    throw made > 1 && moved ? torn(made, why) : why;
                }
            }
        }
    }

    /** Null if it was not equal to the one before, and is to be tried again. */
    private byte @Nullable [] attempt(int made, EncodingRetries retries) throws UnstorableValueException {
        byte[] former = last;
        int formerEqual = equal;
        last = null;
        equal = 0;
        Written written = encoder.write(value, likely(former));
        byte[] bytes = written.bytes();
        if (stored != null && Arrays.equals(bytes, stored)) {
            return stored;
        }
        last = bytes;
        equal = Arrays.equals(bytes, former) ? formerEqual + 1 : 1;
        moved |= former != null && equal == 1;
        if (equal < wanted && made <= MOST_UNEQUAL && retries.shouldRetry(made)) {
            return null;
        }
        encoder.verify(value, written, isDoubtful(made));
        return bytes;
    }

    /** One that moved and came to rest may be less when it is read because its own class has it so. */
    private boolean isDoubtful(int made) {
        return equal < wanted || (made > equal && equal < AT_REST);
    }

    private byte[] likely(byte @Nullable [] former) {
        byte[] known = former == null ? stored : former;
        return known == null ? NOTHING : known;
    }

    /** Whether a class fails in its own code as it did before: what the JDK's collections throw may be of a change. */
    private static boolean isAlike(UnstorableValueException why, @Nullable UnstorableValueException before) {
        StackTraceElement place = placeOf(why);
        return place != null && before != null && place.equals(placeOf(before));
    }

    private static @Nullable StackTraceElement placeOf(UnstorableValueException why) {
        Throwable cause = why.getCause();
        if (cause == null || mayBeOfOtherThreads(cause) || cause.getStackTrace().length == 0) {
            return null;
        }
        StackTraceElement place = cause.getStackTrace()[0];
        return String.valueOf(place.getModuleName()).startsWith("java.") ? null : place;
    }

    private static boolean mayBeOfOtherThreads(Throwable cause) {
        return cause instanceof ConcurrentModificationException || cause instanceof UnreadableValueException;
    }

    private static UnstorableValueException torn(int made, UnstorableValueException why) {
        return UnstorableValueException.torn(
                "another thread changed it at each of " + made + " tries to write it; at the last one "
                        + why.getMessage() + WHAT_TO_DO,
                why);
    }
}
