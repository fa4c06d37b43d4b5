package io.holdfast.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a response that has a session's cookie out of the caches that browsers share: {@code Set-Cookie} alone does not
 * (RFC 9111 section 7.3), and whoever got it from there would be in another one's session.
 *
 * <p>{@code no-cache="Set-Cookie"} was turned down: few caches know of it (section 5.2.2.4), and a page that was made
 * for one session is not for others without the cookie either.
 */
final class SharedCaches {

    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String PRIVATE = "private";
    private static final String NO_STORE = "no-store";

    /** What content delivery networks obey before {@code Cache-Control} (RFC 9213). */
    private static final List<String> TARGETED = List.of("CDN-Cache-Control", "Surrogate-Control");

    private static final Pattern DIRECTIVE = Pattern.compile("(?:[^,\"]|\"[^\"]*\"?)+");

    private final HttpServletResponse response;

    SharedCaches(HttpServletResponse response) {
        this.response = response;
    }

    /**
     * Says that the response is for its browser only, whatever the application has said; what that says of the
     * browser's own cache stays.
     *
     * @param before what this returned for the same response earlier, or null
     * @param nowhere whether it is to be stored nowhere if the application says nothing
     * @return what was said in the application's place; null if it has spoken itself
     */
    @Nullable
    String keepOut(@Nullable String before, boolean nowhere) {
        TARGETED.stream()
                .filter(name -> !response.getHeaders(name).isEmpty())
                .forEach(name -> response.setHeader(name, NO_STORE));
        List<String> said = new ArrayList<>(response.getHeaders(CACHE_CONTROL));
        boolean ours = said.remove(before);
        if (said.isEmpty()) {
            String wanted = nowhere ? NO_STORE : PRIVATE;
            response.setHeader(CACHE_CONTROL, wanted);
            return wanted;
        }
        List<String> directives = directives(said);
        if (ours || directives.stream().anyMatch(SharedCaches::shares) || isShared(directives)) {
            directives.removeIf(SharedCaches::shares);
            if (isShared(directives)) {
                directives.add(PRIVATE);
            }
            response.setHeader(CACHE_CONTROL, String.join(", ", directives));
        }
        return null;
    }

    private static List<String> directives(List<String> said) {
        return new ArrayList<>(DIRECTIVE
                .matcher(String.join(",", said))
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .filter(directive -> !directive.isEmpty())
                .toList());
    }

    /** Whether a shared cache may store it. {@code no-cache} lets it, and after a 304 it would give away our cookie. */
    private static boolean isShared(List<String> directives) {
        return directives.stream().noneMatch(one -> one.equalsIgnoreCase(PRIVATE) || one.equalsIgnoreCase(NO_STORE));
    }

    private static boolean shares(String directive) {
        String name = directive.toLowerCase(Locale.ROOT);
        return name.equals("public") || name.equals("proxy-revalidate") || name.startsWith("s-maxage");
    }
}
