package io.holdfast.archive;

/** The name under which inner classes of the package log: that of the one that is seen from outside. */
final class LoggerNames {

    static final String WRITE_BEHIND = "io.holdfast.archive.WriteBehind";

    private LoggerNames() {}
}
