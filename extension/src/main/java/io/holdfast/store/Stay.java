package io.holdfast.store;

/**
 * Whether a session is more than one visit, and whether the archive knows of it, as one unit of work sees that. Not
 * thread-safe.
 */
final class Stay {

    private boolean visit;
    private boolean archived;

    /** @param byVisitor whether nobody knows yet that he will come back */
    void begins(boolean byVisitor) {
        visit = byVisitor;
    }

    void isMore() {
        visit = false;
    }

    /** @param mustNotBeLost whether the changes tell who the user is, or under which id */
    ArchiveCoordinator.When when(boolean mustNotBeLost) {
        if (mustNotBeLost) {
            return ArchiveCoordinator.When.AT_ONCE;
        }
        return visit ? ArchiveCoordinator.When.IF_IT_STAYS : ArchiveCoordinator.When.IN_TIME;
    }

    /** A save was stored, and handed to the archive as {@link #when} says. */
    void stored() {
        archived |= !visit;
    }

    /** Whether the archive is to be told of a session that was only read; true once. */
    boolean isToBeTold() {
        boolean first = !visit && !archived;
        archived |= first;
        return first;
    }
}
