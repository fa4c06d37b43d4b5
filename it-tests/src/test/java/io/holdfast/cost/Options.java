package io.holdfast.cost;

import io.holdfast.it.harness.server.Make;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to measure.
 *
 * @param connections each of which has a session of its own
 * @param warmUp for each scenario on each server
 */
record Options(
        List<Variant> variants,
        List<Make> makes,
        List<Scenario> scenarios,
        int connections,
        int rounds,
        Duration measured,
        Duration warmUp) {

    /**
     * Reads {@code --rounds=3} and the like.
     *
     * @param built the variant that is measured where none is named
     */
    static Options read(List<String> words, Variant built) {
        Map<String, List<String>> given = words.stream()
                .map(word -> word.split("=", 2))
                .collect(Collectors.groupingBy(
                        parts -> parts[0], Collectors.mapping(parts -> parts[1], Collectors.toList())));
        List<Page> pages =
                all(given, "--page", "READ", "CHANGE").map(Page::valueOf).toList();
        return new Options(
                variants(given.getOrDefault("--jar", List.of()), built),
                all(given, "--server", "TOMCAT", "WILDFLY").map(Make::valueOf).toList(),
                all(given, "--size", "2", "20")
                        .flatMap(size -> pages.stream().map(page -> new Scenario(Integer.parseInt(size), page)))
                        .toList(),
                number(given, "--connections", 32),
                number(given, "--rounds", 3),
                Duration.ofSeconds(number(given, "--seconds", 5)),
                Duration.ofSeconds(number(given, "--warm-up", 10)));
    }

    private static List<Variant> variants(List<String> jars, Variant built) {
        List<Variant> variants = new ArrayList<>(List.of(Variant.NONE));
        jars.stream().map(Variant::read).forEach(variants::add);
        if (jars.isEmpty()) {
            variants.add(built);
        }
        if (variants.stream().map(Variant::name).distinct().count() < variants.size()) {
            throw new IllegalArgumentException("each jar needs a name of its own, other than none");
        }
        return variants;
    }

    private static Stream<String> all(Map<String, List<String>> given, String option, String... byDefault) {
        return given.getOrDefault(option, List.of(byDefault)).stream().map(word -> word.toUpperCase(Locale.ROOT));
    }

    private static int number(Map<String, List<String>> given, String option, int byDefault) {
        List<String> words = given.getOrDefault(option, List.of(Integer.toString(byDefault)));
        return Integer.parseInt(words.get(words.size() - 1));
    }
}
