package io.holdfast.store;

import org.jspecify.annotations.Nullable;

/**
 * An attribute's object in a live session, the same for all requests that were handed it. Guarded by its
 * {@link LiveTable}.
 */
final class LiveValue {

    private final Object object;
    private final boolean immutable;
    /** Those last written of it, whoever wrote them: kept by each request, readers would take others' changes back. */
    private byte @Nullable [] written;

    private boolean suspect;
    private int handings;
    private @Nullable String obstacle;

    private LiveValue(Object object, byte @Nullable [] written) {
        this.object = object;
        this.immutable = ImmutableTypes.isImmutable(object);
        this.written = written;
    }

    static LiveValue decoded(Object object, byte[] from) {
        return new LiveValue(object, from);
    }

    static LiveValue set(Object object) {
        return new LiveValue(object, null);
    }

    Object object() {
        return object;
    }

    boolean isImmutable() {
        return immutable;
    }

    /** Null if it was never on its way to the nodes. */
    byte @Nullable [] written() {
        return written;
    }

    void written(byte[] bytes) {
        written = bytes;
    }

    /** Whether it may have changed inside since it was last compared with what is stored of it. */
    boolean isSuspect() {
        return suspect;
    }

    void handedOut() {
        suspect = !immutable;
        handings++;
    }

    /** How often it was handed out. */
    int handings() {
        return handings;
    }

    /** It was compared when nobody had it; whoever was handed it since may have changed it. */
    void compared(int handingsBefore) {
        suspect &= handings != handingsBefore;
    }

    /** Why it was taken out of the session; null if it was not. Who was shown it is refused too. */
    @Nullable
    String obstacle() {
        return obstacle;
    }

    void obstacle(String why) {
        obstacle = why;
    }
}
