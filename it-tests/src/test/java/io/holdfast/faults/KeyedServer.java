package io.holdfast.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A WildFly with the example and a file of keys of its own. */
final class KeyedServer implements AutoCloseable {

    private static final Pattern KEYS = Pattern.compile("\"keys\":\"([^\"]*)\"");

    private final KeysOnDisk file;
    private final Wildfly wildfly;

    /** @param settings besides that of the keys */
    KeyedServer(Wildfly.ServerHome serverHome, String name, int portOffset, Map<String, String> settings, SecretKey key)
            throws IOException {
        file = KeysOnDisk.of(serverHome.run().resolve(name + ".keys"), key);
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("holdfast.keys", file.setting());
        wildfly = new Wildfly(serverHome, name, portOffset, all);
    }

    Wildfly wildfly() {
        return wildfly;
    }

    KeysOnDisk file() {
        return file;
    }

    Path log() {
        return wildfly.log();
    }

    /** Gives it these keys in this order; returns when it has taken them over. */
    void take(SecretKey... keys) throws IOException, InterruptedException {
        file.become(keys);
        List<String> wanted = Stream.of(keys).map(SecretKey::toString).toList();
        wildfly.await("using " + wanted, () -> namesWithoutTimes().equals(wanted));
    }

    /** As health tells it: names and fingerprints. */
    private List<String> namesWithoutTimes() throws IOException, InterruptedException {
        return Stream.of(keys().split(", "))
                .map(key -> key.replaceFirst(" used .*", ""))
                .toList();
    }

    private String keys() throws IOException, InterruptedException {
        Matcher found = KEYS.matcher(wildfly.health());
        return found.find() ? found.group(1) : "";
    }

    /** Returns when no session has needed the key for that long. */
    void awaitUnused(SecretKey key, Duration time) throws InterruptedException {
        Pattern use = Pattern.compile(Pattern.quote(key.toString()) + " used ([^,]*)");
        wildfly.await("done with " + key, () -> {
            Matcher found = use.matcher(keys());
            return !found.find()
                    || Instant.parse(found.group(1))
                            .plus(time)
                            .isBefore(Instant.ofEpochMilli(System.currentTimeMillis()));
        });
    }

    /** Returns when its log has such a line; gives all it has. */
    List<String> awaitLogged(String words) throws IOException, InterruptedException {
        wildfly.await("saying " + words, () -> !wildfly.logged(words).isEmpty());
        return wildfly.logged(words);
    }

    /** Starts it anew with that key. */
    void restartWith(SecretKey key, int nodes) throws IOException, InterruptedException {
        wildfly.kill();
        file.become(key);
        wildfly.renew();
        wildfly.awaitUp(nodes);
    }

    @Override
    public void close() {
        wildfly.close();
    }
}
