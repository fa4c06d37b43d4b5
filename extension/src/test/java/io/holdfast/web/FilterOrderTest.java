package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Initializers are called in any order, and those of frameworks ask to be first as ours does. */
class FilterOrderTest extends ServletSessionsFixture {

    private static void asksToBeFirst(ServletContext context) {
        Filter counting = (request, response, chain) -> {
            HttpServletRequest asked = (HttpServletRequest) request;
            Object before = asked.getSession().getAttribute("count");
            asked.getSession().setAttribute("count", before == null ? 1 : (Integer) before + 1);
            chain.doFilter(request, response);
        };
        context.addFilter("counting", counting)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    @Test
    void aFilterThatAskedToBeFirstBeforeOursHasOurSession() {
        application.prepared(FilterOrderTest::asksToBeFirst);
        application.on("/count", showing("count"));
        start();
        assertThat(read("/count")).isEqualTo("1");
        assertThat(read("/count")).isEqualTo("2");
        String other = start(new WebApplication().on("/shown", showing("count")));
        assertThat(browser.read(other + "/shown")).isEqualTo("2");
    }
}
