package io.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What keeps the sessions of a server. */
sealed interface Variant {

    String name();

    /**
     * Starts what keeps them beside the server.
     *
     * @param folder for its files
     */
    default Store startStore(Path folder) throws IOException {
        return new NoStore();
    }

    /** The server's own memory. */
    record InMemory() implements Variant {
        @Override
        public String name() {
            return "none";
        }
    }

    /**
     * Holdfast.
     *
     * @param jar of Holdfast
     * @param live whether sessions stay in the server's memory between their requests
     * @param nodes how many there are
     */
    record Holdfast(String name, Path jar, boolean live, int nodes) implements Variant {

        private static final int USUAL_NODES = 3;
        private static final Pattern NAME_AND_FILE = Pattern.compile("([\\w.-]+)=(.+)");

        /** On three nodes. */
        Holdfast(String name, Path jar, boolean live) {
            this(name, jar, live, USUAL_NODES);
        }

        /** Reads {@code name=file}. */
        static Holdfast read(String word) {
            Matcher parts = NAME_AND_FILE.matcher(word);
            if (!parts.matches() || !Files.isRegularFile(Path.of(parts.group(2)))) {
                throw new IllegalArgumentException("not a name and a jar: " + word);
            }
            return new Holdfast(parts.group(1), Path.of(parts.group(2)), true);
        }

        @Override
        public Store startStore(Path folder) {
            return Nodes.start(nodes, live);
        }
    }

    /** Spring Session as a filter, in a WAR that {@code it-tests/apps} builds. */
    sealed interface SpringSession extends Variant {

        /** The WAR, with libraries and filter. */
        default Path war() {
            return built(name() + ".war");
        }

        /** Something that is built of it. */
        private Path built(String ending) {
            return Path.of(
                    System.getProperty("apps"), "spring-session-" + name(), "target", "spring-session-" + ending);
        }

        /** What is in the WAR, as files. */
        default Path unpacked() {
            return built(name());
        }
    }

    /** With a Redis. */
    record Redis() implements SpringSession {
        @Override
        public String name() {
            return "redis";
        }

        @Override
        public Store startStore(Path folder) {
            return RedisProcess.start(folder);
        }
    }

    /** With a member of Hazelcast, which the server is a client of. */
    record Hazelcast() implements SpringSession {
        @Override
        public String name() {
            return "hazelcast";
        }

        @Override
        public Store startStore(Path folder) throws IOException {
            return HazelcastMember.start(unpacked().resolve("WEB-INF"), folder);
        }
    }

    /** The server's own replication, to another server of its make. */
    record Replicated() implements Variant {
        @Override
        public String name() {
            return "replicated";
        }
    }

    /** @param jar of Holdfast */
    static List<Variant> all(Path jar) {
        return List.of(
                new InMemory(),
                new Holdfast("holdfast", jar, true),
                new Holdfast("holdfast-no-live", jar, false),
                new Redis(),
                new Hazelcast(),
                new Replicated());
    }

    /** @throws IllegalArgumentException if there is none of that name */
    static Variant named(String name, Path jar) {
        List<Variant> all = all(jar);
        return all.stream()
                .filter(variant -> variant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no variant " + name + " among "
                        + all.stream().map(Variant::name).collect(Collectors.joining(", "))));
    }
}
