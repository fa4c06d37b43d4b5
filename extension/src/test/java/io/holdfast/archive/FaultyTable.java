package io.holdfast.archive;

import io.holdfast.session.SessionMerge;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A table in memory that notes what it is asked and fails in ways to be switched on. Thread-safe. */
final class FaultyTable implements SessionTable {

    static final String REFUSAL = "no connection";

    final Map<String, Row> rows = new ConcurrentHashMap<>();
    final Set<String> poisonous = ConcurrentHashMap.newKeySet();
    /** Records of which lengths do not fit. */
    final Map<String, Integer> tooLong = new ConcurrentHashMap<>();

    final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private final List<List<String>> merges = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> finds = new ArrayList<>();
    private final List<Instant> looks = new ArrayList<>();
    private final InstantSource time;

    /** Run inside the next call, before the rows are looked at: may wait, or hand over more. */
    volatile Runnable before = () -> {};

    /** Run inside the next call, when the rows were looked at and before the answer. */
    volatile Runnable late = () -> {};

    /** Run inside each search, with its keys: may wait. */
    volatile Consumer<Collection<String>> searching = keys -> {};

    volatile boolean isAway;

    /** Does what it is asked, and fails then. */
    volatile boolean losesAnswers;

    FaultyTable(InstantSource time) {
        this.time = time;
    }

    @Override
    public Map<String, Row> find(Collection<String> keys) {
        synchronized (this) {
            finds.addAll(keys);
        }
        runOnce(true);
        searching.accept(keys);
        refuse(keys, isAway);
        Map<String, Row> found = new HashMap<>();
        for (String key : keys) {
            Row row = unreadable.contains(key) ? new Row(Optional.empty(), 60) : rows.get(key);
            if (row != null) {
                found.put(key, row);
            }
        }
        runOnce(false);
        return found;
    }

    @Override
    public Map<String, SessionRecord> merge(Collection<Entry> batch) {
        List<String> keys = batch.stream().map(Entry::key).toList();
        synchronized (this) {
            merges.add(keys);
            entries.addAll(batch);
        }
        runOnce(true);
        refuse(keys, isAway);
        Map<String, SessionRecord> merged = new HashMap<>();
        if (new HashSet<>(keys).size() != keys.size()) {
            throw new IllegalArgumentException("entries of different keys");
        }
        for (Entry entry : batch) {
            if (!unreadable.contains(entry.key()) && !tooLong.containsKey(entry.key())) {
                merged.put(entry.key(), merge(entry));
            }
        }
        keys.stream().filter(tooLong::containsKey).findFirst().ifPresent(key -> {
            throw new RecordRefusedException("a record is too long", tooLong.get(key));
        });
        runOnce(false);
        refuse(keys, losesAnswers);
        return merged;
    }

    private SessionRecord merge(Entry entry) {
        Row now = rows.compute(
                entry.key(),
                (key, row) -> new Row(
                        Optional.of(archived(
                                row == null
                                        ? entry.record()
                                        : SessionMerge.merge(row.record().orElseThrow(), entry.record()))),
                        row == null ? entry.ttlSeconds() : Math.max(row.ttlSeconds(), entry.ttlSeconds())));
        return now.record().orElseThrow();
    }

    private SessionRecord archived(SessionRecord record) {
        return record instanceof Live live ? live.with(live.changes().allArchived(time.instant())) : record;
    }

    private void refuse(Collection<String> keys, boolean isAll) {
        if (isAll || keys.stream().anyMatch(poisonous::contains)) {
            throw new ArchiveException(REFUSAL, new IllegalStateException("cannot write " + String.join(", ", keys)));
        }
    }

    private void runOnce(boolean isBefore) {
        Runnable action;
        synchronized (this) {
            action = isBefore ? before : late;
            if (isBefore) {
                before = () -> {};
            } else {
                late = () -> {};
            }
        }
        action.run();
    }

    /** The keys of each call, also of those that failed. */
    synchronized List<List<String>> merges() {
        return List.copyOf(merges);
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    synchronized List<String> finds() {
        return List.copyOf(finds);
    }

    /** When it was looked at, whatever came of that. */
    synchronized List<Instant> looks() {
        return List.copyOf(looks);
    }

    @Override
    public void look() {
        synchronized (this) {
            looks.add(time.instant());
        }
        refuse(List.of(), isAway);
    }

    SessionRecord record(String key) {
        Row row = rows.get(key);
        return row == null ? null : row.record().orElseThrow();
    }

    @Override
    public boolean lease(String holder, Duration time) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Ending> ending(String after, Duration within, int most) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void prolong(String key, int ttlSeconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(String key, long version) {
        throw new UnsupportedOperationException();
    }
}
