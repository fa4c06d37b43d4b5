package io.holdfast.session;

import io.holdfast.keys.KeyChain;
import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import io.holdfast.keys.Purpose;
import io.holdfast.keys.Seal;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to make sealed bytes of a record, and a record of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecordCodecBenchmark {

    private static final String KEY = "hf:%032d".formatted(1);

    @Param({"2048", "20480"})
    int bytes;

    private RecordCodec codec;
    private SessionRecord record;
    private byte[] encoded;

    @Setup
    public void encodeOnce() {
        Keyset keys = new Keyset(List.of(new MasterKey("benchmark", new byte[MasterKey.BYTES])));
        codec = new RecordCodec(new Seal(new KeyChain("/benchmark", keys, InstantSource.system()), Purpose.NODE));
        record = RecordOfBytes.of(bytes, 1);
        encoded = encode();
    }

    @Benchmark
    public byte[] encode() {
        return codec.encode(KEY, record).bytes();
    }

    @Benchmark
    public SessionRecord decode() throws RecordUnreadableException {
        return codec.decode(KEY, encoded);
    }
}
