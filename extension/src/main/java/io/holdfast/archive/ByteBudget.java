package io.holdfast.archive;

/** How much memory is taken by records that wait. Guarded by its {@link ArchiveQueue}. */
final class ByteBudget {

    private final long most;
    private long taken;

    ByteBudget(long most) {
        this.most = most;
    }

    long taken() {
        return taken;
    }

    void take(PendingWrite pending) {
        taken += pending.bytes();
    }

    void free(PendingWrite pending) {
        taken -= pending.bytes();
    }

    boolean isExceededWith(PendingWrite more) {
        return taken + more.bytes() > most;
    }

    boolean isExceeded() {
        return taken > most;
    }
}
