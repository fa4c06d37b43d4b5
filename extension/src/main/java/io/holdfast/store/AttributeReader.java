package io.holdfast.store;

import io.holdfast.UnreadableAttributeException;
import io.holdfast.bounded.WarnOnce;
import io.holdfast.session.value.UnreadableValueException;
import io.holdfast.session.value.UnstorableValueException;
import io.holdfast.session.value.ValueCodec;
import org.jspecify.annotations.Nullable;

/** Decodes attributes one by one, so that one that cannot be read costs nothing but itself. Thread-safe. */
final class AttributeReader {

    private static final System.Logger LOG = System.getLogger(AttributeReader.class.getName());
    private static final int MOST_REPORTS = 1000;

    private final ValueCodec codec;
    private final ValueCodec marks;
    private final boolean failOnUnreadable;
    private final Counters counters;
    private final WarnOnce reported = new WarnOnce(MOST_REPORTS);

    AttributeReader(ValueCodec codec, boolean failOnUnreadable, Counters counters) {
        this.codec = codec;
        this.marks = codec.ofTexts();
        this.failOnUnreadable = failOnUnreadable;
        this.counters = counters;
    }

    static String cannotBeStored(String name, UnstorableValueException why) {
        return "Attribute \"" + AttributeKinds.bare(name) + "\" cannot be stored in the session: " + why.getMessage();
    }

    /** That which an attribute of this full name is stored with. */
    ValueCodec codec(String name) {
        return AttributeKinds.isOfTexts(name) ? marks : codec;
    }

    /**
     * The value, or null if it cannot be read and the setting says so.
     *
     * @param name in full
     * @throws UnreadableAttributeException if it cannot be read and the setting says that
     */
    @Nullable
    Object read(String name, byte[] bytes) {
        try {
            return codec(name).decode(bytes);
        } catch (UnreadableValueException e) {
            counters.unreadable.increment();
            String message = "Attribute \"" + AttributeKinds.bare(name) + "\" cannot be read: " + e.getMessage()
                    + ". Its bytes are kept as they are.";
            if (reported.isNew(message)) {
                LOG.log(System.Logger.Level.WARNING, message);
            }
            if (failOnUnreadable) {
                throw new UnreadableAttributeException(message);
            }
            return null;
        }
    }
}
