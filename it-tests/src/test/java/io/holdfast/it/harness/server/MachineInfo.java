package io.holdfast.it.harness.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says on what was measured. */
public final class MachineInfo {

    private MachineInfo() {}

    /** @param homes of the servers */
    public static String description(List<Path> homes) throws IOException {
        return String.join(
                ", ",
                LocalDate.now(ZoneId.systemDefault()) + "",
                Runtime.getRuntime().availableProcessors() + " processors (" + inFile("/proc/cpuinfo", "model name")
                        + ")",
                "memory " + inFile("/proc/meminfo", "MemTotal"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "JDK " + Runtime.version(),
                homes.stream().map(home -> home.getFileName() + "").collect(Collectors.joining(", ")),
                memcached());
    }

    private static String inFile(String file, String key) throws IOException {
        if (!Files.isReadable(Path.of(file))) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static String memcached() throws IOException {
        Process version = new ProcessBuilder(System.getProperty("holdfast.test.memcached", "memcached"), "-V").start();
        try (var out = version.inputReader(StandardCharsets.UTF_8)) {
            return out.readLine();
        }
    }
}
