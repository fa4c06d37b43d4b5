package io.holdfast.cost;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As many requests as a server answers, by wrk, whose requests cost next to nothing.
 *
 * @param requests that were answered
 * @param errors answers of another status than 200, connections lost, and answers that took too long
 */
record Load(long requests, double seconds, long errors) {

    private static final Pattern RESULT = Pattern.compile("result (\\d+) (\\d+) (\\d+)");

    static Load put(Sessions sessions, Page page, Duration time) throws IOException, InterruptedException {
        int connections = sessions.cookies().size();
        List<String> command = List.of(
                "wrk",
                "--threads=" + connections,
                "--connections=" + connections,
                "--duration=" + time.toSeconds(),
                "--timeout=10",
                "--script=" + script(),
                sessions.application().resolve("shop/" + page).toString(),
                "--",
                sessions.file().toString());
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread lastRites = new Thread(wrk::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastRites);
        try {
            String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            wrk.waitFor();
            Runtime.getRuntime().removeShutdownHook(lastRites);
            return read(said);
        } finally {
            wrk.destroyForcibly();
        }
    }

    static Load read(String said) {
        Matcher result = RESULT.matcher(said);
        if (!result.find()) {
            throw new IllegalStateException("wrk failed: " + said);
        }
        return new Load(
                Long.parseLong(result.group(1)),
                Long.parseLong(result.group(2)) / 1e6,
                Long.parseLong(result.group(3)));
    }

    private static Path script() {
        try {
            return Path.of(Objects.requireNonNull(Load.class.getResource("/cost/load.lua"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
