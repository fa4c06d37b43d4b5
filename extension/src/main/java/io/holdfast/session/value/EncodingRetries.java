package io.holdfast.session.value;

/** Whether, and when, a value is encoded once more. */
@FunctionalInterface
public interface EncodingRetries {

    /** One and no more. */
    EncodingRetries ONE = made -> false;

    /**
     * Returns when the next encoding may begin; false if there is to be none.
     *
     * @param made how many there were of this value, from 1
     */
    boolean shouldRetry(int made);
}
