package io.holdfast.bench;

import io.holdfast.it.harness.server.Make;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How to measure.
 *
 * @param bean whether pages look at a session bean too
 * @param pressures to put servers under, if that is the program
 * @param steps how many connections there are, each of which has a session of its own; several for overload
 * @param nodes numbers of them, for the program scale
 * @param idle numbers of sessions that lie there, for the program scale
 * @param warmUp for each scenario on each server
 * @param seed of what is left to chance
 */
record Options(
        List<Variant> variants,
        List<Make> makes,
        List<Scenario> scenarios,
        List<Pressure> pressures,
        boolean bean,
        List<Integer> steps,
        List<Integer> nodes,
        List<Integer> idle,
        int rounds,
        Duration measured,
        Duration warmUp,
        int seed) {

    private static final int SEEDS = 1_000_000;

    /** The most there are at the same time. */
    int connections() {
        return steps.get(steps.size() - 1);
    }

    Options with(List<Variant> others) {
        return with(others, steps);
    }

    /** These, with other variants and numbers of connections. */
    Options with(List<Variant> others, List<Integer> connections) {
        return new Options(
                others, makes, scenarios, pressures, bean, connections, nodes, idle, rounds, measured, warmUp, seed);
    }

    /**
     * These, with Holdfast alone.
     *
     * @throws IllegalArgumentException if there are other variants of it, or of others but the server's own sessions
     */
    Options ofHoldfast() {
        List<Variant> others = variants.stream()
                .filter(variant -> !(variant instanceof Variant.InMemory))
                .toList();
        if (others.size() != 1 || !(others.get(0) instanceof Variant.Holdfast)) {
            throw new IllegalArgumentException(
                    "this program takes one variant, holdfast or holdfast-no-live, or one --jar");
        }
        return with(others);
    }

    /**
     * Reads {@code --rounds=3} and the like.
     *
     * @param built the jar of Holdfast where none is named
     */
    static Options read(List<String> words, Path built) {
        Map<String, List<String>> given = words.stream()
                .collect(Collectors.groupingBy(
                        word -> word.replaceFirst("=.*", ""),
                        Collectors.mapping(word -> word.replaceFirst("[^=]*=?", ""), Collectors.toList())));
        List<Variant> variants =
                variants(given.getOrDefault("--variant", List.of()), given.getOrDefault("--jar", List.of()), built);
        boolean bean = given.containsKey("--bean");
        if (bean && variants.stream().anyMatch(variant -> variant instanceof Variant.SpringSession)) {
            throw new IllegalArgumentException("Spring Session does not keep session beans: choose other variants");
        }
        return new Options(
                variants,
                all(given, "--server", "TOMCAT", "WILDFLY").map(Make::valueOf).toList(),
                scenarios(given),
                pressures(given.getOrDefault("--pressure", List.of())),
                bean,
                numbers(given, "--connections", "32"),
                numbers(given, "--nodes", "1", "2", "4", "8", "16"),
                numbers(given, "--idle", "1000", "10000", "100000", "1000000"),
                number(given, "--rounds", 3),
                Duration.ofSeconds(number(given, "--seconds", 5)),
                Duration.ofSeconds(number(given, "--warm-up", 20)),
                number(given, "--seed", ThreadLocalRandom.current().nextInt(1, SEEDS)));
    }

    /** All; or those that are named; or, if there are only jars, these beside the server's own sessions. */
    private static List<Variant> variants(List<String> names, List<String> jars, Path built) {
        List<Variant> variants = new ArrayList<>();
        if (names.isEmpty()) {
            variants.addAll(jars.isEmpty() ? Variant.all(built) : List.of(new Variant.InMemory()));
        }
        names.stream().map(name -> Variant.named(name, built)).forEach(variants::add);
        jars.stream().map(Variant.Holdfast::read).forEach(variants::add);
        if (variants.stream().map(Variant::name).distinct().count() < variants.size()) {
            throw new IllegalArgumentException("each variant and each jar needs a name of its own");
        }
        return variants;
    }

    private static List<Scenario> scenarios(Map<String, List<String>> given) {
        List<Page> pages =
                all(given, "--page", "LOGIN", "HIT", "READ").map(Page::valueOf).toList();
        List<Scenario> scenarios = new ArrayList<>();
        if (pages.contains(Page.LOGIN)) {
            scenarios.add(Scenario.login());
        }
        all(given, "--size", "2", "20")
                .flatMap(size -> pages.stream()
                        .filter(page -> page != Page.LOGIN)
                        .map(page -> Scenario.of(page, Integer.parseInt(size))))
                .forEach(scenarios::add);
        return scenarios;
    }

    /** All; or those that are named, and none at all, which they are compared with. */
    private static List<Pressure> pressures(List<String> names) {
        List<Pressure> all = Pressure.all();
        names.forEach(Pressure::named); // refuses others
        return all.stream()
                .filter(each -> names.isEmpty() || each instanceof Pressure.Free || names.contains(each.name()))
                .toList();
    }

    private static Stream<String> all(Map<String, List<String>> given, String option, String... byDefault) {
        return given.getOrDefault(option, List.of(byDefault)).stream().map(word -> word.toUpperCase(Locale.ROOT));
    }

    /** In their order. */
    private static List<Integer> numbers(Map<String, List<String>> given, String option, String... byDefault) {
        return given.getOrDefault(option, List.of(byDefault)).stream()
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    private static int number(Map<String, List<String>> given, String option, int byDefault) {
        List<String> words = given.getOrDefault(option, List.of(Integer.toString(byDefault)));
        return Integer.parseInt(words.get(words.size() - 1));
    }
}
