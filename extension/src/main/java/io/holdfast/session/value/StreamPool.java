package io.holdfast.session.value;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps streams that are not in use, a few of them. Thread-safe, without a lock. One for each thread was turned down:
 * the server's threads outlive the application, whose classes a stream knows.
 */
final class StreamPool {

    private static final int MOST = 16;

    /** A stream that wrote more has tables as large, which are not to be kept for ever. */
    private static final int LARGEST_KEPT = 64 * 1024;

    private final AtomicReferenceArray<ClassRecordingStream> idle = new AtomicReferenceArray<>(MOST);
    private final Maker maker;

    interface Maker {
        ClassRecordingStream make() throws IOException;
    }

    StreamPool(Maker maker) {
        this.maker = maker;
    }

    ClassRecordingStream take() throws IOException {
        for (int i = 0; i < MOST; i++) {
            ClassRecordingStream one = idle.get(i) == null ? null : idle.getAndSet(i, null);
            if (one != null) {
                return one;
            }
        }
        return maker.make();
    }

    /** @param written bytes of the value that it wrote last */
    void giveBack(ClassRecordingStream stream, int written) {
        for (int i = 0; i < MOST && written <= LARGEST_KEPT; i++) {
            if (idle.get(i) == null && idle.compareAndSet(i, null, stream)) {
                return;
            }
        }
    }
}
