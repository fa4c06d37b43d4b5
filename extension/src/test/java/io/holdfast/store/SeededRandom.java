package io.holdfast.store;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** Ids that are the same in every run of one seed. */
final class SeededRandom extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final transient SplittableRandom random;

    SeededRandom(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
