package io.holdfast.cdi;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationTargetException;

/**
 * Keeps the containers' own conversations out of the way: those of Weld would take {@code cid} for an id of theirs, and
 * refuse the request. Those of OpenWebBeans do nothing until they are asked.
 */
final class ContainersConversations {

    /** What Weld's filter for conversations says, whereupon Weld leaves it to that filter to start them. */
    private static final String HANDLED = "org.jboss.weld.module.web.servlet.ConversationFilter.registered";

    private static final String WELDS = "org.jboss.weld.context.http.HttpConversationContext";
    private static final String UNUSED_PARAMETER = "holdfast.no-cid";

    private ContainersConversations() {}

    /** Before the first request: Weld starts no conversations. */
    static void keepOut(ServletContext context) {
        context.setAttribute(HANDLED, true);
    }

    /** Where the application maps that filter, which does start them, they are not to read the parameter. */
    static void renameParameter(BeanManager beanManager) {
        try {
            Class<?> type = Class.forName(WELDS, false, beanManager.getClass().getClassLoader());
            Instance<?> context = beanManager.createInstance().select(type);
            if (context.isResolvable()) {
                type.getMethod("setParameterName", String.class).invoke(context.get(), UNUSED_PARAMETER);
            }
        } catch (ClassNotFoundException e) {
            return; // not Weld
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Weld's conversations cannot be told to leave the parameter cid alone", e);
        }
    }
}
