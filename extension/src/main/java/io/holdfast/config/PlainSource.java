package io.holdfast.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The places where MicroProfile Config looks by default (version 3.1, "Default ConfigSources"), for servers that do not
 * have it: system properties, environment variables, {@code META-INF/microprofile-config.properties}. Values are taken
 * as they are written, without references to others.
 */
record PlainSource(Map<String, String> system, Map<String, String> environment, Map<String, String> files)
        implements SettingSource {

    private static final String FILE = "META-INF/microprofile-config.properties";

    static PlainSource of(ClassLoader application) {
        Map<String, String> system = new HashMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> system.put(name, System.getProperty(name, "")));
        return new PlainSource(system, System.getenv(), files(application));
    }

    private static Map<String, String> files(ClassLoader application) {
        Map<String, String> all = new HashMap<>();
        try {
            for (URL file : Collections.list(application.getResources(FILE))) {
                Properties properties = new Properties();
                try (InputStream in = file.openStream()) {
                    properties.load(in);
                }
                properties.stringPropertyNames().forEach(name -> all.putIfAbsent(name, properties.getProperty(name)));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + FILE + " of the application", e);
        }
        return all;
    }

    @Override
    public Iterable<String> names() {
        Set<String> names = new LinkedHashSet<>(system.keySet());
        names.addAll(environment.keySet());
        names.addAll(files.keySet());
        return names;
    }

    @Override
    public Optional<String> value(String key) {
        String withUnderscores = key.replaceAll("[^A-Za-z0-9]", "_");
        Stream<String> inEnvironment = Stream.of(key, withUnderscores, withUnderscores.toUpperCase(Locale.ROOT))
                .flatMap(name -> Optional.ofNullable(environment.get(name)).stream());
        return Stream.of(stream(system, key), inEnvironment, stream(files, key))
                .flatMap(found -> found)
                .findFirst()
                .filter(value -> !value.isEmpty());
    }

    private static Stream<String> stream(Map<String, String> source, String key) {
        return Optional.ofNullable(source.get(key)).stream();
    }

    @Override
    public boolean refersToNothing(String key) {
        return false;
    }
}
