package io.holdfast.apps.spring;

import jakarta.servlet.ServletContext;
import org.springframework.security.web.context.AbstractSecurityWebApplicationInitializer;

/** Puts the filters of Spring Security before all others, and its session listener where that is asked for. */
final class SecurityStart extends AbstractSecurityWebApplicationInitializer {

    private boolean publishesSessionEvents;

    @Override
    protected void beforeSpringSecurityFilterChain(ServletContext context) {
        publishesSessionEvents = Boolean.parseBoolean(context.getInitParameter("add-session-event-publisher"));
    }

    @Override
    protected boolean enableHttpSessionEventPublisher() {
        return publishesSessionEvents;
    }
}
