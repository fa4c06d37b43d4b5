package io.holdfast.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether settings that are each in bounds go together. One that is itself at fault is not held against another. */
final class CrossChecks {

    private final Settings settings;
    private final Map<Setting, String> good;
    private final Set<Setting> absent;
    private final List<ConfigProblem> problems = new ArrayList<>();

    /**
     * @param good what was written for each setting that is in bounds
     * @param absent what was not written at all
     */
    CrossChecks(Settings settings, Map<Setting, String> good, Set<Setting> absent) {
        this.settings = settings;
        this.good = good;
        this.absent = absent;
    }

    List<ConfigProblem> problems() {
        checkCopies();
        problems.addAll(new KeysCrossChecks(settings, absent.contains(Setting.KEYS)).problems());
        checkNodeCredentials();
        checkBudget();
        checkSameSite();
        checkCookiePrefix();
        checkReplay();
        return problems;
    }

    private void checkCopies() {
        int nodes = settings.nodes().size();
        if (areGood(Setting.NODES, Setting.COPIES) && settings.copies() > nodes) {
            add(
                    Setting.COPIES,
                    "is more than the " + nodes + (nodes == 1 ? " node" : " nodes") + " of " + Setting.NODES.key(),
                    Setting.COPIES.key() + "=" + nodes + " or name more nodes");
        }
    }

    /** The name that is wrong stays untold: it may be a piece of a password with a comma in it. */
    private void checkNodeCredentials() {
        if (!areGood(Setting.NODES, Setting.NODE_CREDENTIALS)) {
            return;
        }
        List<String> names = settings.nodes().stream().map(NodeAddress::name).toList();
        boolean areKnown = settings.nodeCredentials().stream()
                .flatMap(credentials -> credentials.names().stream())
                .allMatch(name -> name.equals(NodeCredentials.ALL_OTHERS) || names.contains(name));
        if (!areKnown) {
            add(
                    Setting.NODE_CREDENTIALS,
                    "names a node that is not among those of " + Setting.NODES.key(),
                    "it for " + String.join(" or ", names) + ", or for * (all others)");
        }
    }

    private void checkBudget() {
        Settings.Timeouts timeouts = settings.timeouts();
        if (areGood(Setting.REQUEST_BUDGET, Setting.OPERATION_TIMEOUT)
                && timeouts.request().compareTo(timeouts.operation()) < 0) {
            String operation = written(Setting.OPERATION_TIMEOUT);
            add(
                    Setting.REQUEST_BUDGET,
                    "is less than " + Setting.OPERATION_TIMEOUT.key() + "=" + operation,
                    Setting.REQUEST_BUDGET.key() + "=" + operation + " or more");
        }
    }

    private void checkSameSite() {
        boolean secure = settings.cookie().secure() == SecureCookie.TRUE;
        if (areGood(Setting.COOKIE_SAME_SITE, Setting.COOKIE_SECURE)
                && settings.cookie().sameSite() == SameSite.NONE
                && !secure) {
            add(
                    Setting.COOKIE_SAME_SITE,
                    "demands a secure cookie, but " + Setting.COOKIE_SECURE.key() + " is "
                            + written(Setting.COOKIE_SECURE),
                    Setting.COOKIE_SECURE.key() + "=true too, or " + Setting.COOKIE_SAME_SITE.key() + "=lax");
        }
    }

    /** Browsers drop cookies of these names that are not as the name says (RFC 6265bis, section 4.1.3). */
    private void checkCookiePrefix() {
        Settings.Cookie cookie = settings.cookie();
        String name = cookie.name().orElse("").toLowerCase(Locale.ROOT);
        boolean host = name.startsWith("__host-");
        if (!host && !name.startsWith("__secure-")) {
            return;
        }
        if (areGood(Setting.COOKIE_SECURE) && cookie.secure() != SecureCookie.TRUE) {
            add(Setting.COOKIE_NAME, "demands a secure cookie", Setting.COOKIE_SECURE.key() + "=true too");
        }
        if (host && !cookie.path().equals(Optional.of("/"))) {
            add(Setting.COOKIE_NAME, "demands the path /", Setting.COOKIE_PATH.key() + "=/ too");
        }
        if (host && cookie.domain().isPresent()) {
            add(Setting.COOKIE_NAME, "does not go with a domain", "no " + Setting.COOKIE_DOMAIN.key());
        }
    }

    private void checkReplay() {
        if (settings.replay() == Replay.STRICT && absent.contains(Setting.ARCHIVE_DATASOURCE)) {
            String archive = Setting.ARCHIVE_DATASOURCE.key();
            add(
                    Setting.REPLAY,
                    "has the archive asked, and none is configured (" + archive + ")",
                    archive + "=" + Setting.ARCHIVE_DATASOURCE.example()
                            + " (the JNDI name of a database that all servers share) too, or "
                            + Setting.REPLAY.key() + "=usual");
        }
    }

    private boolean areGood(Setting... of) {
        return good.keySet().containsAll(List.of(of));
    }

    private String written(Setting setting) {
        return good.getOrDefault(setting, "");
    }

    private void add(Setting setting, String problem, String remedy) {
        problems.add(ConfigProblem.of(setting, written(setting), problem, remedy));
    }
}
