package io.holdfast.cdi;

import io.holdfast.archive.ArchiveConfigurationException;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.ArchiveSettings;
import io.holdfast.archive.ArchiveStatus;
import io.holdfast.archive.ArchiveTools;
import io.holdfast.archive.Reaper;
import io.holdfast.archive.WriteBehind;
import io.holdfast.archive.sql.ConnectionSource;
import io.holdfast.archive.sql.DatabaseAdvice;
import io.holdfast.archive.sql.PreparedTable;
import io.holdfast.archive.sql.SqlSessionTable;
import io.holdfast.archive.sql.TablePreparation;
import io.holdfast.archive.sql.TableSettings;
import io.holdfast.archive.sql.TimedConnectionSource;
import io.holdfast.cluster.Awaiter;
import io.holdfast.config.Replay;
import io.holdfast.config.Settings;
import io.holdfast.session.RecordCodec;
import io.holdfast.store.SessionArchive;
import io.holdfast.store.StrangeKeys;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The archive of one application, with its threads; neither if none is configured. */
final class ArchiveAssembly implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ArchiveAssembly.class.getName());
    private static final Duration STATEMENT_PATIENCE = Duration.ofSeconds(5);

    private final @Nullable WriteBehind writeBehind;
    private final @Nullable PreparedTable table;
    private final @Nullable ArchiveThreads threads;
    private final String name;
    private final OthersKeys othersKeys;

    private ArchiveAssembly() {
        writeBehind = null;
        table = null;
        threads = null;
        name = "";
        othersKeys = new OthersKeys();
    }

    private ArchiveAssembly(
            PreparedTable table,
            OthersKeys othersKeys,
            ArchiveSettings settings,
            ArchiveThreads threads,
            Machine machine) {
        this.table = table;
        this.othersKeys = othersKeys;
        this.threads = threads;
        this.name = Long.toHexString(machine.random().nextLong());
        this.writeBehind = new WriteBehind(
                table,
                settings,
                new ArchiveTools(
                        machine.time(),
                        machine.nanos(),
                        threads.waking(),
                        threads.writing(),
                        threads.reading(),
                        Awaiter.BLOCKING::await,
                        machine.random()));
    }

    /**
     * Finds the database and makes its table fit for use.
     *
     * @throws ArchiveConfigurationException if that cannot be; a database that is only away is waited for in the
     *     background
     */
    static ArchiveAssembly of(Settings settings, String namespace, RecordCodec codec, Machine machine) {
        if (settings.archive().isEmpty()) {
            return new ArchiveAssembly();
        }
        Settings.Archive archive = settings.archive().get();
        ArchiveThreads threads = new ArchiveThreads();
        try {
            DataSource source = DataSources.find(archive.datasource(), Awaiter.BLOCKING, machine.nanos());
            ConnectionSource connectionSource = new TimedConnectionSource(
                    source::getConnection, threads.connecting(), Awaiter.BLOCKING::await, STATEMENT_PATIENCE);
            TableSettings how = new TableSettings(
                    namespace, TableSettings.DEFAULT_TABLE, archive.createTable(), STATEMENT_PATIENCE);
            OthersKeys others = new OthersKeys();
            PreparedTable table = table(
                    connectionSource, codec, others, how, settings.limits().recordSize(), machine);
            Optional<String> fault = prepare(table);
            ArchiveAssembly assembly = new ArchiveAssembly(table, others, settings(settings), threads, machine);
            fault.ifPresent(assembly::isAway);
            return assembly;
        } catch (ArchiveConfigurationException e) {
            threads.close();
            throw e;
        }
    }

    private static PreparedTable table(
            ConnectionSource connectionSource,
            RecordCodec codec,
            StrangeKeys others,
            TableSettings how,
            int largestRecord,
            Machine machine) {
        TablePreparation preparation = new TablePreparation(connectionSource, how);
        DatabaseAdvice advice = new DatabaseAdvice(connectionSource, how, largestRecord);
        SqlSessionTable table = new SqlSessionTable(connectionSource, codec, others, how, machine.time(), cause -> {});
        return new PreparedTable(table, () -> {
            preparation.run();
            advice.give();
        });
    }

    /** Rows under keys that no server has count as none from now on, by what {@code canaries} tells. */
    void compareKeys(StrangeKeys canaries) {
        othersKeys.askFromNowOn(canaries);
    }

    private static ArchiveSettings settings(Settings settings) {
        Settings.Archive archive = settings.archive().orElseThrow();
        ArchiveSettings usual = ArchiveSettings.of(archive.every(), archive.interval());
        return settings.replay() == Replay.STRICT ? usual.strict() : usual;
    }

    /** Why the database cannot be used yet, which keeps no application from starting. */
    private static Optional<String> prepare(PreparedTable table) {
        try {
            table.prepare();
            return Optional.empty();
        } catch (ArchiveException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private void isAway(String cause) {
        if (writeBehind != null) {
            writeBehind.isAway(cause);
        }
    }

    SessionArchive archive() {
        return writeBehind == null ? SessionArchive.NONE : writeBehind;
    }

    /** How it is; empty if there is none. */
    Optional<ArchiveStatus> status() {
        return writeBehind == null ? Optional.empty() : Optional.of(writeBehind.status());
    }

    /** Whether sessions could be served from it, should no node be left. */
    boolean serves() {
        return status().filter(status -> status.state() == ArchiveStatus.State.UP)
                .isPresent();
    }

    /** Nodes are lost: what they alone hold so far is archived now. */
    void flush() {
        if (writeBehind != null) {
            writeBehind.flush();
        }
    }

    /** Has rows reaped whose time is over. */
    void reap(SessionArchive.Nodes nodes) {
        if (table != null && threads != null) {
            Reaper reaper = new Reaper(table, nodes, name);
            threads.reap(() -> sweep(reaper), Reaper.PERIOD);
        }
    }

    private static void sweep(Reaper reaper) {
        try {
            reaper.sweep();
        } catch (ArchiveException e) {
            LOG.log(System.Logger.Level.DEBUG, "The archive was not reaped: {0}", e.getMessage());
        }
    }

    /** Archives what waits, then stops. */
    @Override
    public void close() {
        if (writeBehind != null) {
            writeBehind.close();
        }
        if (threads != null) {
            threads.close();
        }
    }
}
