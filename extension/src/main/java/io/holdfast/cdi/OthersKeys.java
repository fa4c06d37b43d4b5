package io.holdfast.cdi;

import io.holdfast.store.StrangeKeys;

/**
 * What is known of other servers' keys by the archive, which is put together before there are nodes on which servers
 * tell each other of them; until then nothing. Thread-safe.
 */
final class OthersKeys implements StrangeKeys {

    private volatile StrangeKeys told = UNTOLD;

    void askFromNowOn(StrangeKeys canaries) {
        told = canaries;
    }

    @Override
    public boolean isNobodys(int fingerprint) {
        return told.isNobodys(fingerprint);
    }
}
