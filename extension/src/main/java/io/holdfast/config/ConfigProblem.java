package io.holdfast.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param key the key, or the environment variable
 * @param value what was written, shortened and without control characters; empty if there is none or it is not shown
 * @param problem what is wrong, as a sentence that goes on from key and value
 * @param remedy what to write instead
 */
public record ConfigProblem(String key, String value, String problem, String remedy) {

    private static final int LONGEST_SHOWN = 120;

    static ConfigProblem of(Setting setting, String value, String problem) {
        return new ConfigProblem(
                setting.key(), shown(setting, value), problem, setting.key() + "=" + setting.example());
    }

    static ConfigProblem of(Setting setting, String value, String problem, String remedy) {
        return new ConfigProblem(setting.key(), shown(setting, value), problem, remedy);
    }

    @Override
    public String toString() {
        String what = value.isEmpty() ? key : key + "=" + value;
        return what + " " + problem + "; write " + remedy;
    }

    private static String shown(Setting setting, String value) {
        if (setting.type().isSecret()) {
            return value.isEmpty() ? "" : "(not shown)";
        }
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= LONGEST_SHOWN ? printable : printable.substring(0, LONGEST_SHOWN) + "...";
    }
}
