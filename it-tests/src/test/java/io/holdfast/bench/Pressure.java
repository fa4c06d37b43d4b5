package io.holdfast.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What keeps a server from its work. */
interface Pressure {

    String name();

    /**
     * Begins it; it ends when what is returned is closed.
     *
     * @param server its process
     * @param application where it is
     */
    Lasting begin(long server, URI application) throws IOException;

    /** Whether it can be had on this machine, by this user. */
    default boolean isPossible() {
        return true;
    }

    /** Something that lasts until it is closed. */
    interface Lasting extends AutoCloseable {
        @Override
        void close();
    }

    /** None at all. */
    record Free() implements Pressure {
        @Override
        public String name() {
            return "free";
        }

        @Override
        public Lasting begin(long server, URI application) {
            return () -> {};
        }
    }

    /** All kinds; none comes last, when the servers are as warm as they get. */
    static List<Pressure> all() {
        return List.of(
                new StopAndGo(Duration.ofMillis(20), Duration.ofMillis(80)),
                new StopAndGo(Duration.ofMillis(50), Duration.ofMillis(250)),
                new StopAndGo(Duration.ofMillis(100), Duration.ofMillis(400)),
                new BusyLoops(8),
                new LongCollections(Duration.ofSeconds(1), Duration.ofSeconds(5)),
                new CpuQuota(Duration.ofMillis(20), Duration.ofMillis(100)),
                new Free());
    }

    /** @throws IllegalArgumentException if there is none of that name */
    static Pressure named(String name) {
        return all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no pressure " + name + " among "
                        + all().stream().map(Pressure::name).collect(Collectors.joining(", "))));
    }
}
