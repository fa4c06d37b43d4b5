package io.holdfast.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether there are keys if sessions leave this process. */
final class KeysCrossChecks {

    private static final String HOW = "a key: holdfast.keys=k1: and behind it, without a space, a line printed by"
            + " openssl rand -base64 32, the same on every application server; holdfast.keys=none on a laptop, where"
            + " anybody may read and forge sessions";

    private final Settings settings;
    private final boolean areAbsent;

    /** @param areAbsent whether nothing was written for them, be it at fault */
    KeysCrossChecks(Settings settings, boolean areAbsent) {
        this.settings = settings;
        this.areAbsent = areAbsent;
    }

    List<ConfigProblem> problems() {
        List<ConfigProblem> problems = new ArrayList<>();
        Optional<ConfiguredKeys> keys = settings.keys();
        boolean leaves = !settings.isInProcess() || settings.archive().isPresent();
        if (areAbsent && leaves) {
            String where = settings.isInProcess() ? "a database" : "memcached nodes";
            problems.add(ConfigProblem.of(
                    Setting.KEYS,
                    "",
                    "is missing: sessions on " + where + " are sealed under a secret key, or whoever writes there logs"
                            + " in as anybody",
                    HOW));
        }
        if (keys.isPresent() && keys.get() instanceof ConfiguredKeys.None none && !none.beyondLoopback()) {
            settings.nodes().stream()
                    .filter(node -> !isLoopback(node.host()))
                    .findFirst()
                    .ifPresent(node -> problems.add(ConfigProblem.of(
                            Setting.KEYS,
                            "none",
                            "is for nodes on this machine, and " + node.name() + " is not: whoever can write there logs"
                                    + " in as anybody",
                            HOW + "; none-beyond-loopback if that is meant")));
        }
        if (keys.isPresent() && keys.get() instanceof ConfiguredKeys.None && leaves && wantsAnyClass()) {
            problems.add(ConfigProblem.of(
                    Setting.CLASSES,
                    "any",
                    "demands a secret key, and " + Setting.KEYS.key() + " is one that everybody knows",
                    Setting.CLASSES.key() + "=listed, or " + HOW));
        }
        return problems;
    }

    private boolean wantsAnyClass() {
        return settings.attributes()
                .classes()
                .filter(classes -> classes == AttributeClasses.ANY)
                .isPresent();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
