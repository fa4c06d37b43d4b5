package io.holdfast.archive;

/** The names under which the package's inner classes log: those of the two that are seen from outside. */
final class LoggerNames {

    static final String WRITE_BEHIND = "io.holdfast.archive.WriteBehind";
    static final String TABLE = "io.holdfast.archive.SqlSessionTable";

    private LoggerNames() {}
}
