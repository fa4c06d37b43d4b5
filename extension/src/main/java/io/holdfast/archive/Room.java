package io.holdfast.archive;

/** How much memory is taken by records that wait. Guarded by its {@link ArchiveQueue}. */
final class Room {

    private final long most;
    private long taken;

    Room(long most) {
        this.most = most;
    }

    long taken() {
        return taken;
    }

    void take(Pending pending) {
        taken += pending.bytes();
    }

    void free(Pending pending) {
        taken -= pending.bytes();
    }

    boolean isExceeded() {
        return taken > most;
    }
}
