package io.holdfast.cluster;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to know the nodes of a session. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RendezvousPlacementBenchmark {

    private static final int KEYS = 1_024;
    private static final int COPIES_AND_SPARE = 4;

    @Param({"3", "16", "100", "1000"})
    int nodes;

    private RendezvousPlacement placement;
    private String[] keys;
    private int next;

    @Setup
    public void nameNodesAndKeys() {
        placement = new RendezvousPlacement(IntStream.range(0, nodes)
                .mapToObj(i -> new Node("node" + i, "10.0.0." + i, 11211))
                .toList());
        keys = IntStream.range(0, KEYS).mapToObj("hf:%032d"::formatted).toArray(String[]::new);
    }

    @Benchmark
    public List<Node> order() {
        next = (next + 1) % KEYS;
        return placement.order(keys[next], COPIES_AND_SPARE);
    }
}
