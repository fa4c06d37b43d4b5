package io.holdfast.cdi.conversation;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which conversation a request has if the application maps the "CDI Conversation Filter" (Jakarta CDI 4.0,
 * conversation context lifecycle): so that filters before it are told by exceptions if it is not to be had. Elsewhere
 * that is found out at the first use.
 */
final class ConversationFilter implements Filter {

    private static final String CONTAINERS = "CDI Conversation Filter";
    private static final String NAME = "Holdfast conversations";

    private final Runnable associate;

    private ConversationFilter(Runnable associate) {
        this.associate = associate;
    }

    /**
     * After all filters of the application, for what the container's own filter is mapped to.
     *
     * @param associate finds out which conversation the request of this thread has
     */
    static void follow(ServletContext context, Runnable associate) {
        FilterRegistration mapped = context.getFilterRegistration(CONTAINERS);
        if (mapped == null) {
            return;
        }
        FilterRegistration.Dynamic following = context.addFilter(NAME, new ConversationFilter(associate));
        following.setAsyncSupported(true);
        EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
        String[] patterns = all(mapped.getUrlPatternMappings());
        if (patterns.length > 0) {
            following.addMappingForUrlPatterns(requests, true, patterns);
        }
        String[] servlets = all(mapped.getServletNameMappings());
        if (servlets.length > 0) {
            following.addMappingForServletNames(requests, true, servlets);
        }
    }

    /** Open Liberty has null if there are none. */
    private static String[] all(@Nullable Collection<String> mappings) {
        return mappings == null ? new String[0] : mappings.toArray(String[]::new);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        associate.run();
        chain.doFilter(request, response);
    }
}
