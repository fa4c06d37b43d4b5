package io.holdfast.archive;

import io.holdfast.archive.RowLoader.Answer;
import io.holdfast.archive.WritePolicy.Source;
import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.store.SessionArchive;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The archive of sessions in a {@link SessionTable}, written behind the requests. Thread-safe; keeps the contract of
 * {@link SessionArchive}.
 *
 * <p>What is handed over waits in memory, one record a session, until it is due, and stays there until its row holds
 * all of it, whatever the database does; after that it waits until the nodes know. It is lost with this process, but
 * the copies on the nodes tell what is not archived, and whichever server sees them next hands that over again. The
 * same holds for what is turned away because too many sessions wait.
 */
public final class WriteBehind implements SessionArchive {

    private static final System.Logger LOG = System.getLogger(WriteBehind.class.getName());

    private final ArchiveSettings settings;
    private final ArchiveTools tools;
    private final ArchiveCounters counters = new ArchiveCounters();
    private final DatabaseHealth databaseHealth;
    private final ArchiveQueue queue;
    private final NodeUpdates nodeUpdates;
    private final RowLoader rowLoader;
    private final NodeUpdater nodeUpdater;
    private final SerialTask writing;
    private final SerialTask updating;
    private final SerialTask probing;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean isStarted;
    private volatile boolean isClosed;
    private volatile boolean isLastRound;

    /** An archive that has not begun to work; {@code table} is the caller's to close. */
    public WriteBehind(SessionTable table, ArchiveSettings settings, ArchiveTools tools) {
        this.settings = settings;
        this.tools = tools;
        MonotonicClock clock = new MonotonicClock(tools.time(), tools.nanos());
        RetryClock retries = new RetryClock(clock, tools.random());
        this.databaseHealth = new DatabaseHealth(retries);
        this.queue = new ArchiveQueue(settings, new WritePolicy(settings, clock), clock);
        this.nodeUpdates = new NodeUpdates(settings, clock, counters.unconfirmed);
        this.rowLoader = new RowLoader(table, databaseHealth, counters, tools);
        Writer writer = new Writer(table, queue, nodeUpdates, rowLoader, databaseHealth, counters, retries);
        this.nodeUpdater = new NodeUpdater(queue, nodeUpdates, databaseHealth, counters, retries, this::lookAtQueue);
        this.writing =
                new SerialTask(() -> write(writer), () -> nextWrite(writer), clock, tools.writing(), tools.later());
        this.updating = new SerialTask(this::updateNodes, nodeUpdater::nextDue, clock, tools.writing(), tools.later());
        DatabaseProbe probe = new DatabaseProbe(table, databaseHealth, this::databaseIsBack);
        this.probing = new SerialTask(
                () -> {
                    probe.look();
                    updating.look(); // what was spilled is read on the nodes again, once it can be written
                },
                probe::nextDue,
                clock,
                tools.writing(),
                tools.later());
    }

    private long nextWrite(Writer writer) {
        return isClosed && !isLastRound ? WritePolicy.FIRST : writer.nextDue();
    }

    private void write(Writer writer) {
        if (isClosed && !isLastRound) {
            isLastRound = true; // what failed before, or was being written when the end came, gets one more attempt
            databaseHealth.tryNow();
            queue.makeDueNow();
            nodeUpdater.makeAllDueNow();
        }
        writer.work(() -> writing.isStopped());
        updating.look();
        probing.look(); // sooner than it would, if writing failed
        noteDrained();
    }

    private void databaseIsBack() {
        queue.makeSuspectsDueNow();
        writing.look();
    }

    private void updateNodes() {
        nodeUpdater.work(() -> updating.isStopped());
        noteDrained();
    }

    private void lookAtQueue() {
        writing.look();
    }

    private void look() {
        writing.look();
        updating.look();
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public boolean isStrict() {
        return settings.isStrict();
    }

    @Override
    public int maxLostChanges() {
        return settings.every() - 1;
    }

    /** The database was found away before the start; this is what it said. */
    public void isAway(String cause) {
        databaseHealth.readFailed(cause);
    }

    @Override
    public void start(Nodes nodes) {
        nodeUpdater.start(nodes);
        databaseHealth.start();
        rowLoader.start();
        isStarted = true;
        writing.start();
        updating.start();
        probing.start();
    }

    @Override
    public void saved(String key, Live record, int ttlSeconds) {
        take(Source.SAVED, key, record, ttlSeconds);
    }

    @Override
    public void seen(String key, Live record, int ttlSeconds) {
        take(Source.SEEN, key, record, ttlSeconds);
    }

    private void take(Source source, String key, Live record, int ttlSeconds) {
        if (isClosed) {
            return;
        }
        SessionRecord row = nodeUpdates.known(key); // what it counts as archived the nodes may not know yet
        SessionRecord all = row == null ? record : SessionMerge.merge(record, row);
        if (!(all instanceof Live live)) {
            return; // it has ended, as the nodes will be told
        }
        boolean isInRow = row == null || Records.holdsAllOf(row, record);
        if (live.changes().unarchived() == 0 && isInRow) {
            queue.dropIfArchived(key, live);
        } else if (queue.add(source, key, live, ttlSeconds, null)) {
            look();
        } else {
            counters.overflowed.increment();
        }
    }

    @Override
    public @Nullable SessionRecord write(String key, SessionRecord record, int ttlSeconds, Duration timeout) {
        if (isClosed) {
            return null;
        }
        boolean isHopeful = isStarted && !databaseHealth.refusesWrites();
        CompletableFuture<Optional<SessionRecord>> end =
                isHopeful ? new CompletableFuture<>() : CompletableFuture.completedFuture(Optional.empty());
        if (!queue.add(Source.WRITTEN, key, record, ttlSeconds, isHopeful ? end : null)) {
            counters.overflowed.increment();
            return null;
        }
        look();
        if (!end.isDone() && !databaseHealth.refusesWrites()) {
            tools.waiting().accept(end, timeout.toNanos());
        }
        return end.getNow(Optional.empty()).orElse(null);
    }

    @Override
    public Finding find(String key, Trace trace, Duration timeout) {
        TimedRecord before = queue.known(key); // once more afterwards, for it may be written meanwhile
        CompletableFuture<Answer> asked = rowLoader.ask(key, trace);
        if (!asked.isDone()) {
            tools.waiting().accept(asked, timeout.toNanos());
        }
        Answer answer = asked.getNow(new Answer.Failed());
        return finding(answer, TimedRecord.merge(before, queue.known(key)));
    }

    /** Without the row, what waits here may be behind the row; only an end cannot be. */
    private static Finding finding(Answer answer, @Nullable TimedRecord here) {
        if (!(answer instanceof Answer.Found found)) {
            return here != null && here.isEnded() ? row(here) : new Finding.Unknown();
        }
        TimedRecord row = found.known();
        if (row == null && here != null && here.isTimedOut()) {
            return new Finding.Nothing();
        }
        TimedRecord all = TimedRecord.merge(row, here);
        return all == null ? new Finding.Nothing() : row(all);
    }

    private static Finding row(TimedRecord known) {
        return new Finding.Row(known.record(), Math.max(1, known.secondsLeft()));
    }

    @Override
    public @Nullable SessionRecord waiting(String key) {
        TimedRecord known = queue.known(key); // first, for from there it goes to the node updates
        SessionRecord row = nodeUpdates.known(key);
        if (row != null) {
            nodeUpdater.makeDueNow(key);
            updating.look();
        }
        return Records.merge(known == null ? null : known.record(), row);
    }

    /** Makes all that waits due now, whatever its age: for when the nodes are going or gone. Returns at once. */
    public void flush() {
        queue.makeDueNow();
        look();
    }

    /** How the archive is, for health and statistics. */
    public ArchiveStatus status() {
        DatabaseHealth.Condition condition = databaseHealth.condition();
        ArchiveQueue.Size size = queue.size();
        return new ArchiveStatus(
                condition.state(),
                condition.since(),
                condition.cause(),
                condition.summary(),
                new ArchiveStatus.Waiting(
                        size.sessions(), size.bytes(), size.spilled(), size.failing(), nodeUpdates.size()),
                counters.totals());
    }

    private void noteDrained() {
        if (isLastRound && (databaseHealth.isPutOff() || (queue.isIdle() && nodeUpdater.isIdle()))) {
            drained.complete(null);
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (isStarted) {
            writing.look();
            tools.waiting().accept(drained, settings.closing().toNanos());
        }
        writing.stop();
        updating.stop();
        probing.stop();
        rowLoader.stop();
        int left = queue.size().sessions();
        if (left > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} sessions were not archived before the end; the nodes have them, and another server archives"
                            + " them when they are used",
                    String.valueOf(left));
        }
    }
}
