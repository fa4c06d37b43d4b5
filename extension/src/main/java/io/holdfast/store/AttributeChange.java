package io.holdfast.store;

import io.holdfast.session.StoredValue;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written of one attribute.
 *
 * @param value null if it was removed
 * @param set that which is written; null if an object has changed inside
 * @param isSure whether nobody had the value when it was looked at, and may have changed it since
 */
record AttributeChange(
        String name,
        @Nullable LiveValue value,
        StoredValue stored,
        Slot.@Nullable UnstoredSet set,
        boolean isSure,
        int handings) {

    void isStored(Slot slot) {
        if (value != null && stored instanceof StoredValue.Present present) {
            value.written(present.bytes());
            if (isSure) {
                value.compared(handings);
            }
        }
        if (set != null) {
            slot.done(set);
        }
    }

    boolean isOfObject() {
        return value != null && !value.isImmutable();
    }
}
