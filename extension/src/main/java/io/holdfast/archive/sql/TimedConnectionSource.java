package io.holdfast.archive.sql;

import io.holdfast.archive.ArchiveTools;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lends connections within a time, or says that there is none. A pool tests a connection before it lends it. If the
 * database hangs, or the connection was lost without a word, that test reads from a socket that nothing more comes
 * from, and no time-out of ours reaches it. So connections are got on threads of their own, and one that comes too late
 * is given back. Thread-safe.
 */
public final class TimedConnectionSource implements ConnectionSource {

    private static final String CANNOT_CONNECT = "08001";

    private final ConnectionSource source;
    private final Executor threads;
    private final ObjLongConsumer<CompletableFuture<?>> waiting;
    private final Duration timeout;

    /**
     * @param threads as many as may wait for a connection at once; refuses if all of them do
     * @param waiting as in {@link ArchiveTools}
     * @param timeout in whole seconds
     */
    public TimedConnectionSource(
            ConnectionSource source,
            Executor threads,
            ObjLongConsumer<CompletableFuture<?>> waiting,
            Duration timeout) {
        this.source = source;
        this.threads = threads;
        this.waiting = waiting;
        this.timeout = timeout;
    }

    @Override
    public Connection getConnection() throws SQLException {
        CompletableFuture<Loan> loan = new CompletableFuture<>();
        try {
            threads.execute(() -> fetch(loan));
        } catch (RejectedExecutionException e) {
            throw new SQLTransientConnectionException(
                    "no connection: all threads that get one still wait for one", CANNOT_CONNECT);
        }
        waiting.accept(loan, timeout.toNanos());
        loan.complete(new Loan(
                null,
                new SQLTransientConnectionException(
                        "no connection within " + timeout.toSeconds() + " s", CANNOT_CONNECT)));
        return loan.join().connection();
    }

    /** Either is null. */
    private record Loan(@Nullable Connection lent, @Nullable Throwable fault) {

        Connection connection() throws SQLException {
            if (lent != null) {
                return lent;
            }
            if (fault instanceof SQLException known) {
                throw known;
            }
            throw new SQLException("no connection: " + fault, CANNOT_CONNECT);
        }
    }

    private void fetch(CompletableFuture<Loan> loan) {
        Loan outcome;
        try {
            outcome = new Loan(source.getConnection(), null);
        } catch (SQLException | RuntimeException | Error e) { // whoever waits is to know, whatever it was
            outcome = new Loan(null, e);
        }
        if (!loan.complete(outcome) && outcome.lent() != null) {
            giveBack(outcome.lent());
        }
    }

    private static void giveBack(Connection late) {
        try {
            late.close();
        } catch (SQLException e) {
            // It is broken, and its pool's to do away with.
        }
    }
}
