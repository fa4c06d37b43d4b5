package io.holdfast.archive.sql;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an {@link SQLException} means, and its message without what may tell a session's key or contents: drivers quote
 * the values that the database refuses.
 */
final class SqlFaults {

    private static final Set<String> MISSING_TABLE = Set.of("42P01", "3F000", "42S02", "42S03", "42S04", "90079");
    private static final Set<Integer> DENIED_BY_MARIADB = Set.of(1044, 1142, 1143, 1227);
    private static final Set<Integer> READ_ONLY_IN_MARIADB = Set.of(1290, 1792, 1836);
    private static final int CHANGED_IN_MARIADB = 1020;
    private static final int NO_DEFAULT_IN_MARIADB = 1364;
    private static final int NO_SUCH_DATABASE_IN_MARIADB = 1049;
    private static final int DEEPEST = 9; // a pool wraps once or twice

    private SqlFaults() {}

    /** The row is there already. */
    static boolean isDuplicate(SQLException fault) {
        return "23505".equals(fault.getSQLState());
    }

    /** The values are too long, or forbidden by a constraint. */
    static boolean isAboutValues(SQLException fault) {
        return state(fault).startsWith("22")
                || state(fault).startsWith("23")
                || fault.getErrorCode() == NO_DEFAULT_IN_MARIADB;
    }

    /** The database sacrificed the statement to another one: it can be repeated at once. */
    static boolean isPassing(SQLException fault) {
        return state(fault).startsWith("40")
                || "90131".equals(fault.getSQLState())
                || fault.getErrorCode() == CHANGED_IN_MARIADB;
    }

    static boolean isMissingTable(SQLException fault) {
        return MISSING_TABLE.contains(state(fault));
    }

    /** The user has not the right. */
    static boolean isDenied(SQLException fault) {
        return "42501".equals(fault.getSQLState())
                || "90096".equals(fault.getSQLState())
                || ("42000".equals(fault.getSQLState()) && DENIED_BY_MARIADB.contains(fault.getErrorCode()));
    }

    /** The database, or this connection to it, is for reading only. */
    static boolean isReadOnly(SQLException fault) {
        return any(
                fault,
                each -> state(each).equals("25006")
                        || state(each).equals("90097")
                        || READ_ONLY_IN_MARIADB.contains(each.getErrorCode()));
    }

    /** The user, the password or the database's name is wrong, as far as a pool lets it be known. */
    static boolean isLoginRefused(SQLException fault) {
        return any(
                fault,
                each -> state(each).startsWith("28")
                        || state(each).startsWith("3D")
                        || each.getErrorCode() == NO_SUCH_DATABASE_IN_MARIADB);
    }

    /** The database is away, shutting down, starting, too busy: it may be well again later. */
    static boolean isAway(SQLException fault) {
        return any(
                fault,
                each -> each instanceof SQLTransientException
                        || Stream.of("08", "53", "57", "58", "HYT", "90067", "90098", "90121")
                                .anyMatch(state(each)::startsWith));
    }

    private static boolean any(SQLException fault, Predicate<SQLException> test) {
        Throwable each = fault;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (each instanceof SQLException one && test.test(one)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    /** A pool says that it has no connection, and only its cause why. */
    private static SQLException innermost(SQLException thrown) {
        SQLException innermost = thrown;
        Throwable each = thrown;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            innermost = each instanceof SQLException one ? one : innermost;
            each = each.getCause();
        }
        return innermost;
    }

    /**
     * What the database said, in one line.
     *
     * @param keys to be left out
     */
    static String text(SQLException thrown, Collection<String> keys) {
        SQLException fault = innermost(thrown);
        String state = state(fault);
        String numbers = "SQLState " + (state.isEmpty() ? "unknown" : state) + ", code " + fault.getErrorCode();
        if (isAboutValues(fault)) {
            return "it does not take the values (" + numbers + ")";
        }
        String line = Optional.ofNullable(fault.getMessage())
                .flatMap(text -> text.lines().findFirst())
                .orElse("no message")
                .replaceFirst("; SQL statement:.*", "");
        for (String key : keys) {
            line = key.isEmpty() ? line : line.replace(key, "...");
        }
        return line + " (" + numbers + ")";
    }

    private static String state(SQLException fault) {
        return Optional.ofNullable(fault.getSQLState()).orElse("");
    }
}
