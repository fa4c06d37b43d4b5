package io.holdfast.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that look like settings of ours and are none: most likely slips of the pen, which must not go unnoticed.
 *
 * <p>A property is a fault. A name in the environment is only warned of, because others put names there too: Kubernetes
 * sets {@code HOLDFAST_SERVICE_HOST} and more in every pod beside a service called holdfast.
 */
record UnknownKeys(List<ConfigProblem> problems, List<String> warnings) {

    private static final String ENVIRONMENT_PREFIX = "HOLDFAST_";
    private static final String FORMER_SECRET = Setting.PREFIX + "secret";

    private static final Set<String> KEYS =
            Arrays.stream(Setting.values()).map(Setting::key).collect(Collectors.toUnmodifiableSet());

    /** Both spellings MicroProfile Config looks for. */
    private static final Set<String> ENVIRONMENT_NAMES = Arrays.stream(Setting.values())
            .flatMap(setting -> Stream.of(setting.environmentName(), withUnderscores(setting.key())))
            .collect(Collectors.toUnmodifiableSet());

    static UnknownKeys among(Iterable<String> names) {
        Set<String> sorted = new TreeSet<>();
        names.forEach(sorted::add);
        List<ConfigProblem> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (String name : sorted) {
            String upper = name.toUpperCase(Locale.ROOT);
            if (upper.startsWith(ENVIRONMENT_PREFIX) && !ENVIRONMENT_NAMES.contains(name)) {
                warnings.add(warning(name));
            }
            boolean ours = upper.startsWith(Setting.PREFIX.toUpperCase(Locale.ROOT)) && !KEYS.contains(name);
            if (ours && !isFromEnvironment(name, sorted)) {
                problems.add(problem(name));
            }
        }
        return new UnknownKeys(List.copyOf(problems), List.copyOf(warnings));
    }

    /** Some implementations also list a property for each environment variable they have met. */
    private static boolean isFromEnvironment(String key, Set<String> names) {
        return names.contains(withUnderscores(key).toUpperCase(Locale.ROOT));
    }

    /** Its value stays untold: what was meant might be the secret. */
    private static ConfigProblem problem(String name) {
        if (name.equals(FORMER_SECRET)) {
            return new ConfigProblem(name, "", "is not a setting", Setting.KEYS.key() + ", which took its place");
        }
        return new ConfigProblem(
                name, "", "is not a setting", nearest(name).key() + " if that was meant, or remove it");
    }

    private static String warning(String name) {
        Setting nearest = nearest(name.toLowerCase(Locale.ROOT).replace('_', '.'));
        return "the environment variable " + name + " is not a setting and has no effect; if " + nearest.key()
                + " was meant, its name is " + nearest.environmentName();
    }

    private static Setting nearest(String name) {
        return Arrays.stream(Setting.values())
                .min((a, b) -> Integer.compare(distance(a.key(), name), distance(b.key(), name)))
                .orElseThrow();
    }

    private static String withUnderscores(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_");
    }

    /** The least number of letters to insert, delete or replace (Levenshtein; Wagner and Fischer's table, by rows). */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
