package io.holdfast.store;

/** Tells of keys that this server does not have. Thread-safe. */
public interface StrangeKeys {

    /** None of our servers has another key. */
    StrangeKeys NOBODYS = fingerprint -> true;

    /** Nobody can tell who has which keys. */
    StrangeKeys UNTOLD = fingerprint -> false;

    /**
     * Whether it is certain that none of our servers has the key of that fingerprint, so that what claims to be sealed
     * under it is garbage. False as long as that is not known; returns at once.
     */
    boolean isNobodys(int fingerprint);
}
