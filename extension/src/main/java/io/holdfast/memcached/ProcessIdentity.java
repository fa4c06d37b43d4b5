package io.holdfast.memcached;

import java.util.OptionalLong;

/**
 * What tells one memcached process from another under the same address.
 *
 * @param pid 1 for each process in a container, so that it does not do alone
 * @param started in seconds since 1970 by the node's own clock, the same in each of a process's answers
 * @param memoryBytes its option {@code -m}; empty if it does not tell
 */
record ProcessIdentity(long pid, long started, OptionalLong memoryBytes) {

    boolean isSameProcessAs(ProcessIdentity other) {
        return pid == other.pid && started == other.started;
    }
}
