package io.holdfast.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to try.
 *
 * @param perSecond requests of all users
 * @param before how long things are watched before the fault
 * @param after how long they are watched when it is over
 * @param scale times that belong to a fault are multiplied by this
 * @param settings of Holdfast
 */
record Options(
        int users,
        int perSecond,
        Duration before,
        Duration after,
        double scale,
        Map<String, String> settings,
        List<Fault> faults) {

    /** What the table in faults.md was made with. */
    static final Options FULL =
            new Options(300, 100, Duration.ofSeconds(10), Duration.ofSeconds(30), 1, Map.of(), Faults.ALL);

    /** To see in seconds whether something is badly wrong. */
    static final Options QUICK =
            new Options(60, 40, Duration.ofSeconds(3), Duration.ofSeconds(5), 0.4, Map.of(), Faults.ALL);

    Options with(Map<String, String> others, List<Fault> some) {
        return new Options(users, perSecond, before, after, scale, others, some);
    }

    /** Reads {@code --users=300} and the like; every other word is the name of a fault. */
    static Options read(List<String> words) {
        Options base = words.contains("--quick") ? QUICK : FULL;
        Map<String, String> given = new LinkedHashMap<>();
        Map<String, String> settings = new LinkedHashMap<>();
        List<Fault> faults = new ArrayList<>();
        for (String word : words) {
            String[] parts = word.split("=", 2);
            if (!word.startsWith("--")) {
                faults.add(Faults.named(word));
            } else if (parts[0].startsWith("--holdfast.") && parts.length == 2) {
                settings.put(parts[0].substring(2), parts[1]);
            } else if (parts.length == 2) {
                given.put(parts[0], parts[1]);
            }
        }
        return new Options(
                number(given, "--users", base.users),
                number(given, "--rate", base.perSecond),
                seconds(given, "--before", base.before),
                seconds(given, "--after", base.after),
                Double.parseDouble(given.getOrDefault("--scale", Double.toString(base.scale))),
                settings,
                faults.isEmpty() ? Faults.ALL : faults);
    }

    private static int number(Map<String, String> given, String option, int byDefault) {
        return Integer.parseInt(given.getOrDefault(option, Integer.toString(byDefault)));
    }

    private static Duration seconds(Map<String, String> given, String option, Duration byDefault) {
        return Duration.ofSeconds(number(given, option, (int) byDefault.toSeconds()));
    }
}
