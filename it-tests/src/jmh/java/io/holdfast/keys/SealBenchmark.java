package io.holdfast.keys;

import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What sealing and opening a record cost; see "Sealed records: cost" in decisions.md. Run by it-tests/benchmarks.
 * Single calls are timed: where the machine has other things to do too, few of them are interrupted, but every second
 * is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SealBenchmark {

    private static final int MORE_THAN_ARE_CACHED = 1_100;

    @Param({"2048", "20480"})
    int bytes;

    @Param({"true", "false"})
    boolean cached;

    private Seal seal;
    private byte[] body;
    private String[] places;
    private byte[][] sealed;
    private int next;

    @Setup
    public void sealOnceForEachPlace() {
        Random random = new Random(1);
        byte[] key = new byte[MasterKey.BYTES];
        random.nextBytes(key);
        Keyset keys = new Keyset(List.of(new MasterKey("benchmark", key)));
        seal = new Seal(new KeyChain("/benchmark", keys, InstantSource.system()), Purpose.NODE);
        body = new byte[bytes];
        random.nextBytes(body);
        places = new String[cached ? 1 : MORE_THAN_ARE_CACHED];
        sealed = new byte[places.length][];
        for (int i = 0; i < places.length; i++) {
            places[i] = "hf:%032d".formatted(i);
            sealed[i] = seal.seal(places[i], body);
        }
    }

    @Benchmark
    public byte[] seal() {
        return seal.seal(places[following()], body);
    }

    @Benchmark
    public byte[] open() throws NotAuthenticException {
        int place = following();
        return seal.open(places[place], sealed[place]);
    }

    private int following() {
        next = next + 1 < places.length ? next + 1 : 0;
        return next;
    }
}
