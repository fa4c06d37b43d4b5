package io.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * So much of each period and no more, by a control group, as containers have it; see cgroups(7). It takes root.
 *
 * @param quota of all processors together
 */
record CpuQuota(Duration quota, Duration period) implements Pressure {

    private static final String GROUP = "holdfast-bench";
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final Path ROOT_OF_FIRST_VERSION = ROOT.resolve("cpu");

    @Override
    public String name() {
        return "quota-" + quota.toMillis() + "-" + period.toMillis();
    }

    private static boolean isFirstVersion() {
        return Files.isDirectory(ROOT_OF_FIRST_VERSION);
    }

    private static Path parent() {
        return isFirstVersion() ? ROOT_OF_FIRST_VERSION : ROOT;
    }

    @Override
    public boolean isPossible() {
        try {
            Path group = make();
            Files.delete(group);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Path make() throws IOException {
        Path group = parent().resolve(GROUP);
        if (!Files.isDirectory(group)) {
            Files.createDirectory(group);
        }
        if (isFirstVersion()) {
            Files.writeString(group.resolve("cpu.cfs_period_us"), "" + micros(period));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), "" + micros(quota));
        } else {
            Files.writeString(group.resolve("cpu.max"), micros(quota) + " " + micros(period));
        }
        return group;
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }

    @Override
    public Lasting begin(long server, URI application) throws IOException {
        Path group = make();
        Files.writeString(group.resolve("cgroup.procs"), "" + server);
        return () -> {
            try {
                Files.writeString(parent().resolve("cgroup.procs"), "" + server);
                Files.delete(group);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
