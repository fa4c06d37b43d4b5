package io.holdfast.cdi;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.EnumSet;

/**
 * Finds out which conversation a request has where the application maps the "CDI Conversation Filter" (Jakarta CDI 4.0,
 * conversation context lifecycle): so that filters before it are told by exceptions if it is not to be had. Elsewhere
 * that is found out at the first use.
 */
final class ConversationFilter implements Filter {

    private static final String CONTAINERS = "CDI Conversation Filter";
    private static final String NAME = "Holdfast conversations";

    /** After all filters of the application, for what the container's own filter is mapped to. */
    static void follow(ServletContext context) {
        FilterRegistration mapped = context.getFilterRegistration(CONTAINERS);
        if (mapped == null) {
            return;
        }
        FilterRegistration.Dynamic following = context.addFilter(NAME, new ConversationFilter());
        following.setAsyncSupported(true);
        EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
        String[] patterns = mapped.getUrlPatternMappings().toArray(String[]::new);
        if (patterns.length > 0) {
            following.addMappingForUrlPatterns(requests, true, patterns);
        }
        String[] servlets = mapped.getServletNameMappings().toArray(String[]::new);
        if (servlets.length > 0) {
            following.addMappingForServletNames(requests, true, servlets);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        StartListener.extension().ifPresent(HoldfastExtension::associateConversation);
        chain.doFilter(request, response);
    }
}
