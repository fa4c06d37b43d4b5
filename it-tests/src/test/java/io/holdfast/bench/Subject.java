package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import io.holdfast.it.harness.server.Ports;
import io.holdfast.it.harness.server.Replication;
import io.holdfast.it.harness.server.Server;
import io.holdfast.it.harness.server.ServerHome;
import io.holdfast.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A server with the application and the store of one variant. */
final class Subject implements AutoCloseable {

    /** From the offset of one's ports to where those of the next may be. */
    static final int OFFSETS = 200;

    /** After another server had the machine, until this one is at it again. */
    private static final Duration LEAD_IN = Duration.ofSeconds(1);

    private static final int IDLE_BEGINNERS = 32;
    private static final int LONGEST_NAME = 23; // of a WildFly, or it has no transactions
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Variant variant;
    private final Options options;
    private final Path files;
    private final Store store;
    private final List<Server> servers;
    private final URI application;
    private final Map<Integer, Sessions> sessions = new HashMap<>();

    Subject(Make make, Variant variant, Options options, Path home, Path run, int portOffset) throws IOException {
        this.variant = variant;
        this.options = options;
        String name = make.name().toLowerCase(Locale.ROOT) + "-" + variant.name();
        files = Files.createDirectories(run.resolve(name + "-files"));
        if (variant instanceof Variant.Replicated) {
            int otherOffset = Ports.freeOffset(portOffset + OFFSETS / 2);
            Replication replication = new Replication(List.of(portOffset, otherOffset));
            String other = name + "-two"; // WildFly takes no longer name than this
            servers = List.of(
                    make.on(new ServerHome(home, run.resolve(name), name, portOffset, Map.of()), replication),
                    make.on(new ServerHome(home, run.resolve(other), other, otherOffset, Map.of()), replication));
            store = new OtherMember(servers.get(1));
        } else {
            store = variant.startStore(files);
            String shortName = name.substring(0, Math.min(name.length(), LONGEST_NAME));
            servers = List.of(
                    make.on(new ServerHome(home, run.resolve(name), shortName, portOffset, store.properties())));
        }
        application = servers.get(0).http().resolve(ShopApplication.PATH);
    }

    Variant variant() {
        return variant;
    }

    void start() {
        servers.forEach(Server::launch);
        servers.forEach(Server::awaitReady);
        Path war = ShopApplication.war(files, variant);
        servers.forEach(server -> server.deploy(war));
        servers.stream().skip(1).forEach(this::awaitCopies);
        if (variant instanceof Variant.SpringSession
                && !Sessions.beginOne(application, 1, "nobody").startsWith("SESSION=")) {
            throw new IllegalStateException(variant.name() + " does not keep the sessions");
        }
    }

    /** Returns when a session that begins on the first server is known to the other. */
    private void awaitCopies(Server other) {
        URI page = other.http().resolve(ShopApplication.PATH + "shop/read");
        Eventually.await(other.http() + " has copies", PATIENCE, () -> {
            String cookie = Sessions.beginOne(application, 1, "nobody");
            return Http.ask(page, "Cookie", cookie).statusCode() == 200;
        });
    }

    /** So that it compiles what it is asked for before it is measured; false if it is not permitted. */
    boolean putCompilersFirst() throws IOException, InterruptedException {
        List<Long> pids = new ArrayList<>(store.pids());
        servers.forEach(server -> pids.add(server.pid()));
        boolean isPermitted = true;
        for (long pid : pids) {
            isPermitted &= JitThreads.putFirst(pid);
        }
        return isPermitted;
    }

    /** As many requests as it answers. */
    Load load(Scenario scenario, Duration time) throws IOException, InterruptedException {
        return load(scenario, options.connections(), time, List.of());
    }

    /** Likewise, and looks at each answer: whether its session is as new as in the one before. */
    Load checkedLoad(Scenario scenario, Duration time) throws IOException, InterruptedException {
        return load(scenario, options.connections(), time, List.of("check"));
    }

    /** Likewise, but each connection waits between an answer and the next request, for milliseconds. */
    Load checkedLoad(Scenario scenario, Duration time, double pause) throws IOException, InterruptedException {
        return load(scenario, options.connections(), time, List.of("check", "delay=" + pause));
    }

    /** As many requests as it refuses, or answers. */
    Load loadWhileItRefuses(Scenario scenario, int connections, Duration time)
            throws IOException, InterruptedException {
        return Load.putOnRefusing(page(scenario), connections, words(scenario), time);
    }

    private Load load(Scenario scenario, int connections, Duration time, List<String> more)
            throws IOException, InterruptedException {
        List<String> words = words(scenario);
        words.addAll(more);
        return Load.put(page(scenario), connections, words, time);
    }

    private URI page(Scenario scenario) throws IOException {
        return application.resolve("shop/" + scenario.page()
                + (options.bean() && sessions(scenario).isPresent() ? "?bean" : ""));
    }

    private List<String> words(Scenario scenario) throws IOException {
        List<String> words = new ArrayList<>();
        sessions(scenario).ifPresent(known -> words.add(known.file().toString()));
        return words;
    }

    /** Begins at least so many sessions that nobody asks for afterwards, of a hundred bytes. */
    void beginIdle(long count) throws IOException, InterruptedException {
        long begun = 0;
        while (begun < count) {
            begun += Load.put(application.resolve("shop/begin?bytes=100"), IDLE_BEGINNERS, List.of("new"), LEAD_IN)
                    .requests();
        }
    }

    /** How many changes the sessions of the scenario have seen, all together. */
    long changes(Scenario scenario) throws IOException {
        return changes(sessions(scenario));
    }

    /** Whether it answers for a session of the scenario. */
    boolean isAnswering(Scenario scenario) {
        try {
            return sessions(scenario).map(Sessions::isAnswered).orElse(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What objects take in the server after a collection, in bytes. */
    long heap() {
        return Long.parseLong(Http.get(application.resolve("heap")).body());
    }

    URI application() {
        return application;
    }

    /** The one that is asked. */
    Server server() {
        return servers.get(0);
    }

    Store store() {
        return store;
    }

    private Optional<Sessions> sessions(Scenario scenario) throws IOException {
        if (scenario.kilobytes().isEmpty()) {
            return Optional.empty();
        }
        int kilobytes = scenario.kilobytes().getAsInt();
        Sessions known = sessions.get(kilobytes);
        if (known == null) {
            Path file = files.resolve("cookies-" + kilobytes);
            known = Sessions.begin(application, file, options.connections(), kilobytes);
            sessions.put(kilobytes, known);
        }
        return Optional.of(known);
    }

    /** With all connections, and what takes a stretch of its own. */
    Result measureAll(Scenario scenario, Duration time) throws IOException, InterruptedException {
        return measure(scenario, options.connections(), time).with(Figure.ROUND_TRIPS, roundTrips(scenario));
    }

    Result measure(Scenario scenario, int connections, Duration time) throws IOException, InterruptedException {
        load(scenario, connections, LEAD_IN, List.of());
        Optional<Sessions> asked = sessions(scenario);
        long pid = servers.get(0).pid();
        long changes = changes(asked);
        Reading before = Reading.take(application, pid, store);
        Load load = load(scenario, connections, time, List.of());
        Reading after = Reading.take(application, pid, store);
        long due = scenario.page() == Page.HIT ? load.requests() : 0;
        return Result.of(load, before, after, due - (changes(asked) - changes));
    }

    /** Of one request, with one connection: what several threads send may go in one segment. */
    private double roundTrips(Scenario scenario) throws IOException, InterruptedException {
        long pid = servers.get(0).pid();
        long before = Connections.segments(pid, store.pids());
        Load load = load(scenario, 1, LEAD_IN, List.of());
        double segments = Connections.segments(pid, store.pids()) - before;
        return segments / store.copies() / Math.max(1, load.requests());
    }

    private static long changes(Optional<Sessions> asked) {
        return asked.map(Sessions::changes).orElse(0L);
    }

    @Override
    public void close() {
        servers.forEach(Server::close);
        store.close();
    }
}
