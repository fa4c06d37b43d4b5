package io.holdfast.bench;

import io.holdfast.testing.MemcachedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Redis that writes nothing to disk; {@code redis-server} on the path, or what {@code bench.redis} names. */
final class RedisProcess implements Store {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern CALLS = Pattern.compile("cmdstat_(\\S+?):calls=(\\d+),.*");
    private static final Pattern BYTES = Pattern.compile("total_net_(input|output)_bytes:(\\d+)");
    private static final Set<String> READING = Set.of("hgetall");
    private static final Set<String> WRITING = Set.of("hmset", "hset");

    /** How this class asks. */
    private static final Set<String> ASKING = Set.of("info", "quit");

    private final int port;
    private final ChildProcess process;

    private RedisProcess(int port, ChildProcess process) {
        this.port = port;
        this.process = process;
    }

    static RedisProcess start(Path folder) {
        int port = MemcachedProcess.freePort();
        List<String> command = List.of(
                program(),
                "--bind",
                "127.0.0.1",
                "--port",
                "" + port,
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                "" + folder);
        RedisProcess redis = new RedisProcess(port, ChildProcess.start(command, folder.resolve("redis.log")));
        redis.process.await(redis::answers);
        return redis;
    }

    private static String program() {
        return System.getProperty("bench.redis", "redis-server");
    }

    /** What the program says of itself. */
    static String version() throws IOException {
        Process version = new ProcessBuilder(program(), "--version").start();
        try (var out = version.inputReader(StandardCharsets.UTF_8)) {
            return out.readLine().replaceFirst(" sha=.*", "");
        }
    }

    private boolean answers() {
        try {
            return ask("PING").startsWith("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    private String ask(String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("bench.redis.port", "" + port);
    }

    @Override
    public List<Long> pids() {
        return List.of(process.pid());
    }

    @Override
    public Map<Figure, Double> counted() {
        try {
            return counted(ask("INFO all"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<Figure, Double> counted(String info) {
        Map<Figure, Double> counted = new EnumMap<>(Figure.class);
        for (Figure figure : List.of(Figure.READS, Figure.WRITES, Figure.OTHER_COMMANDS)) {
            counted.put(figure, 0.0);
        }
        info.lines().map(CALLS::matcher).filter(Matcher::matches).forEach(calls -> {
            if (!ASKING.contains(calls.group(1))) {
                counted.merge(figure(calls.group(1)), Double.valueOf(calls.group(2)), Double::sum);
            }
        });
        info.lines().map(BYTES::matcher).filter(Matcher::matches).forEach(bytes -> {
            Figure figure = bytes.group(1).equals("input") ? Figure.TO_STORE : Figure.FROM_STORE;
            counted.put(figure, Double.parseDouble(bytes.group(2)) / 1024);
        });
        return counted;
    }

    private static Figure figure(String command) {
        if (READING.contains(command)) {
            return Figure.READS;
        }
        return WRITING.contains(command) ? Figure.WRITES : Figure.OTHER_COMMANDS;
    }

    @Override
    public void close() {
        process.close();
    }
}
