package io.holdfast.keys;

/** Sealed bytes as a later Holdfast might write them: another version, and a header that the key vouches for. */
public final class NewerFormat {

    private NewerFormat() {}

    /** Of bytes that {@code keys} sealed for a place. */
    public static byte[] of(KeyChain keys, Purpose purpose, String place, byte[] sealed) {
        byte[] newer = sealed.clone();
        newer[SealHeader.VERSION_AT] = SealHeader.VERSION + 1;
        byte[] mac = keys.primary().subkey(purpose, place).headerMac(newer, SealHeader.MAC_AT, SealHeader.MAC_BYTES);
        System.arraycopy(mac, 0, newer, SealHeader.MAC_AT, mac.length);
        return newer;
    }
}
