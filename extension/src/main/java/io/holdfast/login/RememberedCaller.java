package io.holdfast.login;

import io.holdfast.bounded.WarnOnce;
import io.holdfast.store.OpenSession;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in, as the session holds it.
 *
 * @param principal the application's own, if it could be read here, else one of the same name
 */
record RememberedCaller(Principal principal, Set<String> groups) {

    private static final System.Logger LOG = System.getLogger(RememberedCaller.class.getName());

    /** Of classes: once is enough, if everybody who logs in is one. */
    private static final WarnOnce REPORTED = new WarnOnce(1_000);

    /** The caller's name, then the groups: a mark, so every make of server can read it, and no class of anybody's. */
    private static final String NAMES = "io.holdfast.login";

    /** The principal itself, if it says more than its name; of any class, so it is kept as beans are. */
    private static final String PRINCIPAL = "io.holdfast.login.principal";

    /**
     * Where Open Liberty's own mechanisms put what they found out, instead of telling the container by its callbacks.
     */
    private static final String LIBERTYS_NAME = "com.ibm.wsspi.security.cred.securityName";

    private static final String LIBERTYS_GROUPS = "com.ibm.wsspi.security.cred.groups";

    /** Whom a mechanism has just found to be the caller; null if nobody was found. */
    static @Nullable RememberedCaller foundBy(HttpMessageContext context) {
        Principal caller = context.getCallerPrincipal();
        if (caller != null) {
            return new RememberedCaller(caller, context.getGroups());
        }
        return context.getClientSubject().getPrivateCredentials(Hashtable.class).stream()
                .filter(found -> found.get(LIBERTYS_NAME) instanceof String)
                .map(found ->
                        new RememberedCaller(new CallerPrincipal((String) found.get(LIBERTYS_NAME)), groupsIn(found)))
                .findFirst()
                .orElse(null);
    }

    private static Set<String> groupsIn(Hashtable<?, ?> found) {
        Collection<?> groups = found.get(LIBERTYS_GROUPS) instanceof Collection<?> some ? some : Set.of();
        return groups.stream().map(String::valueOf).collect(Collectors.toSet());
    }

    /** That of a session, or null if nobody is logged in. */
    static @Nullable RememberedCaller in(OpenSession session) {
        if (!(session.marks().get(NAMES) instanceof List<?> names) || names.isEmpty()) {
            return null;
        }
        Set<String> groups = new HashSet<>();
        names.subList(1, names.size()).forEach(group -> groups.add((String) group));
        String name = (String) names.get(0);
        Object principal = session.beans().get(PRINCIPAL);
        return new RememberedCaller(principal instanceof Principal own ? own : new CallerPrincipal(name), groups);
    }

    void keepIn(OpenSession session) {
        List<String> names = new ArrayList<>();
        names.add(principal.getName());
        groups.stream().sorted().forEach(names::add);
        session.marks().set(NAMES, names);
        if (principal.getClass() == CallerPrincipal.class || !isStorable(session)) {
            session.beans().remove(PRINCIPAL);
        } else {
            session.beans().set(PRINCIPAL, principal);
        }
    }

    private boolean isStorable(OpenSession session) {
        try {
            session.requireStorable(principal);
            return true;
        } catch (IOException | RuntimeException e) {
            String type = principal.getClass().getName();
            if (REPORTED.isNew(type)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Of the caller''s {0} only the name and the groups are kept in the session, because it cannot"
                                + " be stored: {1}",
                        type,
                        e.getMessage());
            }
            return false;
        }
    }

    static void removeFrom(OpenSession session) {
        session.marks().remove(NAMES);
        session.beans().remove(PRINCIPAL);
    }
}
