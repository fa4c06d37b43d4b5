package io.holdfast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is looked for in Payara's objects, whose classes are not here. */
class PayaraListenersTest {

    /** As {@code org.apache.catalina.core.StandardContext}. */
    private record Context(List<FilterMap> filterMaps) {}

    /** As {@code org.apache.catalina.deploy.FilterMap}. */
    public record FilterMap(String getFilterName, String pattern) {}

    @Test
    void aFilterThatAskedToBeFirstAfterOursComesAfterIt() throws ReflectiveOperationException {
        FilterMap springs = new FilterMap("springSecurityFilterChain", "/*");
        FilterMap ours = new FilterMap("Holdfast", "/*");
        FilterMap last = new FilterMap("last", "/last");
        Context context = new Context(new ArrayList<>(List.of(springs, ours, last)));
        new PayaraListeners(context).putFirst("Holdfast");
        assertThat(context.filterMaps).containsExactly(ours, springs, last);
    }
}
