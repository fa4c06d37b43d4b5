package io.holdfast.session;

import io.holdfast.session.SessionRecord.Live;
import io.holdfast.session.SessionRecord.Tombstone;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to merge two records of one session. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SessionMergeBenchmark {

    private final Live one = RecordOfBytes.of(2_048, 1);
    private final Live other = RecordOfBytes.of(2_048, 2);
    private final Tombstone tombstone = Tombstone.ofEnd(new Stamp(200, 1));

    @Benchmark
    public SessionRecord twoThatLive() {
        return SessionMerge.merge(one, other);
    }

    @Benchmark
    public SessionRecord withATombstone() {
        return SessionMerge.merge(one, tombstone);
    }
}
