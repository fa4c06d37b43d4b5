package io.holdfast.cdi;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What only the machine can tell.
 *
 * @param nanos as {@link System#nanoTime}
 */
record Machine(InstantSource time, LongSupplier nanos, SecureRandom random) {

    @SystemTime
    static Machine present() {
        return new Machine(InstantSource.system(), System::nanoTime, new SecureRandom());
    }
}
