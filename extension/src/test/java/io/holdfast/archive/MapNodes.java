package io.holdfast.archive;

import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.store.SessionArchive;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** All nodes of a test, as one map that may keep silent. Thread-safe. */
final class MapNodes implements SessionArchive.Nodes {

    final Map<String, SessionRecord> copies = new ConcurrentHashMap<>();
    final List<String> merges = new CopyOnWriteArrayList<>();
    final List<String> reads = new CopyOnWriteArrayList<>();
    volatile boolean areSilent;

    @Override
    public SessionArchive.Remaining remaining(String key) {
        throw new AssertionError("for the reaper only");
    }

    @Override
    public void timedOut(String key, Live last) {
        throw new AssertionError("for the reaper only");
    }

    @Override
    public SessionRecord read(String key) {
        reads.add(key);
        return areSilent ? null : copies.get(key);
    }

    @Override
    public boolean merge(String key, SessionRecord archived) {
        merges.add(key);
        if (areSilent) {
            return false;
        }
        copies.computeIfPresent(key, (same, copy) -> SessionMerge.merge(copy, archived));
        return true;
    }
}
