package io.holdfast.cdi.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationFilterTest {

    private final List<String> mapped = new ArrayList<>();

    private static <T> T as(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }

    /** As Open Liberty answers. */
    private final FilterRegistration containers =
            as(FilterRegistration.class, (self, method, arguments) -> switch (method.getName()) {
                case "getUrlPatternMappings" -> List.of("/*");
                case "getServletNameMappings" -> null;
                default -> throw new AssertionError(method);
            });

    private final FilterRegistration.Dynamic ours = as(FilterRegistration.Dynamic.class, (self, method, arguments) -> {
        if (method.getName().startsWith("addMapping")) {
            mapped.add(method.getName() + " " + List.of((String[]) arguments[2]));
        }
        return null;
    });

    @Test
    void itFollowsTheContainersFilterThoughThatIsMappedToNoServlet() {
        ServletContext context = as(
                ServletContext.class,
                (self, method, arguments) -> method.getName().equals("addFilter") ? ours : containers);
        ConversationFilter.follow(context, () -> {});
        assertThat(mapped).containsExactly("addMappingForUrlPatterns [/*]");
    }
}
