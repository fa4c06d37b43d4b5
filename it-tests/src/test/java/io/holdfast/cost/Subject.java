package io.holdfast.cost;

import io.holdfast.it.harness.server.Make;
import io.holdfast.it.harness.server.Server;
import io.holdfast.it.harness.server.ServerHome;
import io.holdfast.keys.MasterKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A server with the application and the nodes of one variant. */
final class Subject implements AutoCloseable {

    /** After another server had the machine, until this one is at it again. */
    private static final Duration LEAD_IN = Duration.ofSeconds(1);

    private static final int NODES = 3;

    private final Variant variant;
    private final int connections;
    private final Path files;
    private final Nodes nodes;
    private final Server server;
    private final URI application;
    private final Map<Integer, Sessions> sessions = new HashMap<>();

    Subject(Make make, Variant variant, int connections, Path home, Path run, int portOffset) throws IOException {
        this.variant = variant;
        this.connections = connections;
        String name = make.name().toLowerCase(Locale.ROOT) + "-" + variant.name();
        files = Files.createDirectories(run.resolve(name + "-files"));
        nodes = Nodes.start(variant.jar().isPresent() ? NODES : 0);
        server = make.on(new ServerHome(home, run.resolve(name), name, portOffset, Map.of()));
        application = server.http().resolve(ShopApplication.PATH);
    }

    Variant variant() {
        return variant;
    }

    void start() {
        server.launch();
        server.awaitReady();
        List<String> settings = List.of("holdfast.nodes=" + nodes.setting(), "holdfast.keys=k1:" + randomKey());
        server.deploy(ShopApplication.war(files, variant, settings));
    }

    private static String randomKey() {
        byte[] bytes = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private Sessions sessions(int kilobytes) throws IOException {
        Sessions known = sessions.get(kilobytes);
        if (known == null) {
            known = Sessions.begin(application, files.resolve("cookies-" + kilobytes), connections, kilobytes);
            sessions.put(kilobytes, known);
        }
        return known;
    }

    void warmUp(Scenario scenario, Duration time) throws IOException, InterruptedException {
        Load.put(sessions(scenario.kilobytes()), scenario.page(), time);
    }

    Result measure(Scenario scenario, Duration time) throws IOException, InterruptedException {
        warmUp(scenario, LEAD_IN);
        Sessions asked = sessions(scenario.kilobytes());
        long changes = asked.changes();
        Reading before = Reading.take(application, server.pid(), nodes);
        Load load = Load.put(asked, scenario.page(), time);
        Reading after = Reading.take(application, server.pid(), nodes);
        long due = scenario.page() == Page.CHANGE ? load.requests() : 0;
        return Result.of(load, before, after, due - (asked.changes() - changes));
    }

    @Override
    public void close() {
        server.close();
        nodes.close();
    }
}
