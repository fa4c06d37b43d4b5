package io.holdfast.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As many requests as a server answers, by wrk, whose requests cost next to nothing.
 *
 * @param requests that were answered with 200
 * @param errors refusals, connections lost, and answers that took too long
 * @param refusals answers of another status than 200
 * @param p50 in milliseconds from sending a request to its answer, as is p99
 * @param older answers that had not seen all changes of those before on the same connection; 0 if nobody looked
 * @param wrong answers from another session than the connection's; 0 if nobody looked
 */
record Load(long requests, double seconds, long errors, long refusals, double p50, double p99, long older, long wrong) {

    private static final Pattern RESULT = Pattern.compile("result" + " (\\d+)".repeat(8));

    /**
     * Puts it on a page.
     *
     * @param words for the script: a file with a cookie for each connection, none if each takes the one that it is
     *     given; then whether it is to look at the answers, and the pause before each request
     */
    static Load put(URI page, int connections, List<String> words, Duration time)
            throws IOException, InterruptedException {
        return put(page, connections, words, time, load -> load.errors > 0);
    }

    /** Likewise, on a server that is to refuse: nothing is said of that. */
    static Load putOnRefusing(URI page, int connections, List<String> words, Duration time)
            throws IOException, InterruptedException {
        return put(page, connections, words, time, load -> load.errors > load.refusals);
    }

    private static Load put(URI page, int connections, List<String> words, Duration time, Predicate<Load> isOddOf)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "--threads=" + connections,
                "--connections=" + connections,
                "--duration=" + time.toSeconds(),
                "--timeout=10",
                "--script=" + script(),
                page.toString(),
                "--"));
        command.addAll(words);
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread lastRites = new Thread(wrk::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastRites);
        try {
            String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            wrk.waitFor();
            Runtime.getRuntime().removeShutdownHook(lastRites);
            Load load = read(said);
            if (isOddOf.test(load)) {
                System.err.println(said); // of which kind they were, and when
            }
            return load;
        } finally {
            wrk.destroyForcibly();
        }
    }

    double perSecond() {
        return requests / seconds;
    }

    static Load read(String said) {
        Matcher result = RESULT.matcher(said);
        if (!result.find()) {
            throw new IllegalStateException("wrk failed: " + said);
        }
        return new Load(
                Long.parseLong(result.group(1)),
                Long.parseLong(result.group(2)) / 1e6,
                Long.parseLong(result.group(3)),
                Long.parseLong(result.group(4)),
                Long.parseLong(result.group(5)) / 1e3,
                Long.parseLong(result.group(6)) / 1e3,
                Long.parseLong(result.group(7)),
                Long.parseLong(result.group(8)));
    }

    private static Path script() {
        try {
            return Path.of(Objects.requireNonNull(Load.class.getResource("/bench/load.lua"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
