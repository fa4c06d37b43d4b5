package io.holdfast.store;

/** What a server learns of the keys of others. Called on a background thread; not to throw. */
public interface MasterKeyListener {

    /** Another server of ours has a key of that fingerprint, or had it in the last day, and this one has not. */
    void lacking(int fingerprint);

    /** On a node somebody uses the same namespace with a key that this server does not know. */
    void strangers(String node, int fingerprint);

    /** On a node lies something in the place of the servers' common item that none of them wrote. */
    void forged(String node);

    /** When this server first looked, another one with the same namespace had been on the nodes. */
    void neighbours();
}
