package io.holdfast.archive.sql;

import io.holdfast.archive.ArchiveConfigurationException;
import io.holdfast.archive.ArchiveException;
import io.holdfast.archive.SessionTable;
import io.holdfast.session.SessionRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A table that is made and looked at before its first use, whenever the database is there for that. Thread-safe.
 *
 * <p>An application may start while its database is away. What is then found wrong with the table can fail no
 * deployment any more: it is an {@link ArchiveException} at each use until it is mended.
 */
public final class PreparedTable implements SessionTable {

    private final SessionTable table;
    private final Runnable preparation;
    private volatile boolean isPrepared;

    /** @param preparation as {@link TablePreparation#run} */
    public PreparedTable(SessionTable table, Runnable preparation) {
        this.table = table;
        this.preparation = preparation;
    }

    /**
     * Prepares the table now.
     *
     * @throws ArchiveException if the database is away: the next use tries again
     * @throws ArchiveConfigurationException if the table cannot be used as things are
     */
    public synchronized void prepare() {
        if (!isPrepared) {
            preparation.run();
            isPrepared = true;
        }
    }

    private SessionTable prepared() {
        if (!isPrepared) {
            try {
                prepare();
            } catch (ArchiveConfigurationException e) {
                throw new ArchiveException(String.valueOf(e.getMessage()));
            }
        }
        return table;
    }

    @Override
    public Map<String, Row> find(Collection<String> keys) {
        return prepared().find(keys);
    }

    @Override
    public Map<String, SessionRecord> merge(Collection<Entry> entries) {
        return prepared().merge(entries);
    }

    @Override
    public boolean lease(String holder, Duration time) {
        return prepared().lease(holder, time);
    }

    @Override
    public List<Ending> ending(String after, Duration within, int most) {
        return prepared().ending(after, within, most);
    }

    @Override
    public void look() {
        prepared().look();
    }

    @Override
    public void prolong(String key, int ttlSeconds) {
        prepared().prolong(key, ttlSeconds);
    }

    @Override
    public boolean remove(String key, long version) {
        return prepared().remove(key, version);
    }
}
