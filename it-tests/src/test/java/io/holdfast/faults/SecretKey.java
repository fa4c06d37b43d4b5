package io.holdfast.faults;

import io.holdfast.keys.MasterKey;
import java.security.SecureRandom;
import java.util.Base64;

/** A random key with a name, as an operator writes it down. */
record SecretKey(String name, String base64) {

    static SecretKey random(String name) {
        byte[] bytes = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SecretKey(name, Base64.getEncoder().encodeToString(bytes));
    }

    /** A line of a file of keys. */
    String line() {
        return name + ":" + base64;
    }

    MasterKey master() {
        return new MasterKey(name, Base64.getDecoder().decode(base64));
    }

    /** As logs and health data show it. */
    String fingerprint() {
        return MasterKey.shown(master().fingerprint());
    }

    @Override
    public String toString() {
        return name + " " + fingerprint();
    }
}
