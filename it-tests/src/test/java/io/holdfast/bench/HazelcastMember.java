package io.holdfast.bench;

import io.holdfast.bench.shop.ShopServlet;
import io.holdfast.it.harness.server.Jars;
import io.holdfast.testing.MemcachedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A member of Hazelcast, alone in a JVM of its own, with the heap that the servers have. */
final class HazelcastMember implements Store {

    /** As Spring Session's reference has it for members that servers are clients of. */
    private static final String CONFIGURATION = """
            hazelcast:
              cluster-name: bench
              network:
                port:
                  port: {port}
                  auto-increment: false
                join:
                  auto-detection:
                    enabled: false
                  multicast:
                    enabled: false
                interfaces:
                  enabled: true
                  interfaces:
                    - 127.0.0.1
              map:
                "spring:session:sessions":
                  backup-count: 0
                  attributes:
                    principalName:
                      extractor-class-name: org.springframework.session.hazelcast.PrincipalNameExtractor
                  indexes:
                    - type: HASH
                      attributes:
                        - principalName
              serialization:
                serializers:
                  - type-class: org.springframework.session.MapSession
                    class-name: org.springframework.session.hazelcast.HazelcastSessionSerializer
            """;

    private final int port;
    private final ChildProcess process;

    private HazelcastMember(int port, ChildProcess process) {
        this.port = port;
        this.process = process;
    }

    /** @param application what is in its WEB-INF, as files */
    static HazelcastMember start(Path application, Path folder) throws IOException {
        int port = MemcachedProcess.freePort();
        Path configuration = folder.resolve("hazelcast.yaml");
        Files.writeString(configuration, CONFIGURATION.replace("{port}", "" + port));
        Path log = folder.resolve("hazelcast.log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "-Dhazelcast.config=" + configuration,
                "-Dhazelcast.phone.home.enabled=false",
                "-Dhazelcast.socket.bind.any=false",
                "-cp",
                application.resolve("lib") + "/*:" + Jars.of(ShopServlet.class),
                "com.hazelcast.core.server.HazelcastMemberStarter");
        HazelcastMember member = new HazelcastMember(port, ChildProcess.start(command, log));
        member.process.await(() -> says(log, "is STARTED"));
        return member;
    }

    private static boolean says(Path log, String words) {
        try {
            return Files.readString(log).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> properties() {
        return Map.of("bench.hazelcast.port", "" + port);
    }

    @Override
    public List<Long> pids() {
        return List.of(process.pid());
    }

    @Override
    public Map<Figure, Double> counted() {
        return ProcessFiles.transferred(process.pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
