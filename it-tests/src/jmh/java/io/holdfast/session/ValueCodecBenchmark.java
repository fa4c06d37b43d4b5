package io.holdfast.session;

import io.holdfast.session.value.EncodingRetries;
import io.holdfast.session.value.SerialFilter;
import io.holdfast.session.value.UnreadableValueException;
import io.holdfast.session.value.UnstorableValueException;
import io.holdfast.session.value.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to encode a value of 40 objects that has changed or not, and to read it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ValueCodecBenchmark {

    private static final SerialFilter.Limits LIMITS = new SerialFilter.Limits(50, 1_000, 100_000);

    private final List<String> value = new ArrayList<>(IntStream.range(0, 40)
            .mapToObj("an article of the shop, %d"::formatted)
            .toList());

    private ValueCodec codec;
    private byte[] encoded;

    @Setup
    public void encodeOnce() throws UnstorableValueException {
        ClassLoader ours = ValueCodecBenchmark.class.getClassLoader();
        codec = new ValueCodec(List.of(ours), new SerialFilter(Set.of(ours), List.of(), LIMITS));
        encoded = codec.encode(value);
    }

    @Benchmark
    public byte[] encodeChanged() throws UnstorableValueException {
        return codec.encode(value, null, EncodingRetries.ONE);
    }

    @Benchmark
    public byte[] encodeUnchanged() throws UnstorableValueException {
        return codec.encode(value, encoded, EncodingRetries.ONE);
    }

    @Benchmark
    public Object decode() throws UnreadableValueException {
        return codec.decode(encoded);
    }
}
