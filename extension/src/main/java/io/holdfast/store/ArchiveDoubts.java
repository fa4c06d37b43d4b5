package io.holdfast.store;

import io.holdfast.cluster.Cluster;
import io.holdfast.session.SessionRecord.Live;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells when the nodes' word on a session is not enough, and the archive is asked besides. Thread-safe. */
final class ArchiveDoubts {

    static final int MOST = 50_000; // some 8 MB
    private static final long ASKED_MILLIS = 60_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final SessionArchive archive;
    private final Cluster cluster;
    private final InstantSource time;
    private final Map<String, Long> asked = new LinkedHashMap<>(); // when, the oldest first; guarded by this
    private boolean wasOut; // guarded by this
    private volatile long outageMillis = NEVER; // when there was last no node

    /** Listens to the nodes' health from now on. */
    ArchiveDoubts(SessionArchive archive, Cluster cluster, InstantSource time) {
        this.archive = archive;
        this.cluster = cluster;
        this.time = time;
        cluster.monitors().forEach(monitor -> monitor.listen(change -> noteOutage()));
    }

    /** How much a session is doubted that the nodes hold. */
    enum Doubt {
        NONE,
        /** The archive is asked; while it cannot tell the nodes are believed. */
        SLIGHT,
        /** The nodes are not believed before the archive has answered. */
        GRAVE
    }

    /** @param before what was known here of the session's use before the nodes were asked; null for nothing */
    Doubt of(String key, Live record, RecentSessions.@Nullable Use before) {
        if (archive.isStrict() && !wasAskedLately(key)) {
            if (before == null) {
                return Doubt.GRAVE;
            }
            asked(key); // by this request alone
            return Doubt.SLIGHT;
        }
        return archive.isEnabled() && isAfterOutage(record, before) ? Doubt.SLIGHT : Doubt.NONE;
    }

    /**
     * Whether what the nodes hold may be behind the archive: all of them were away, and this process has not looked at
     * the session since. It may have been changed or ended there meanwhile, and whoever did that may be slower to tell
     * the nodes than they are to return.
     */
    private boolean isAfterOutage(Live record, RecentSessions.@Nullable Use before) {
        long outage = outageMillis;
        long life = 1000L * TimeToLive.unusedSeconds(record.idleTimeout().seconds());
        return outage != NEVER && (before == null || before.seenMillis() <= outage) && time.millis() - outage < life;
    }

    private synchronized void noteOutage() {
        boolean isOut = cluster.monitors().stream()
                .noneMatch(monitor -> monitor.health().state().serves());
        if (isOut || wasOut) {
            outageMillis = time.millis();
        }
        wasOut = isOut;
    }

    private synchronized boolean wasAskedLately(String key) {
        Long then = asked.get(key);
        return then != null && time.millis() - then < ASKED_MILLIS;
    }

    /** The archive has answered. */
    synchronized void asked(String key) {
        if (!archive.isStrict()) {
            return;
        }
        long now = time.millis();
        asked.remove(key); // to be the youngest again
        asked.put(key, now);
        Iterator<Long> oldest = asked.values().iterator();
        for (int i = 0; i < 2 && oldest.hasNext(); i++) { // more than was added
            if (now - oldest.next() >= ASKED_MILLIS || asked.size() > MOST) {
                oldest.remove();
            }
        }
    }
}
