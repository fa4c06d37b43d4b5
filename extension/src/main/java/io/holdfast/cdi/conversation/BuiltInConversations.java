package io.holdfast.cdi.conversation;

import io.holdfast.cdi.bean.BeanId;
import io.holdfast.web.RequestSession;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Keeps the containers' own conversations out of the way: those of Weld would take {@code cid} for an id of theirs, and
 * refuse the request. Those of OpenWebBeans do nothing until they are asked.
 */
final class BuiltInConversations {

    /** What Weld's filter for conversations says, whereupon Weld leaves it to that filter to start them. */
    private static final String HANDLED = "org.jboss.weld.module.web.servlet.ConversationFilter.registered";

    private static final String WELDS_FILTER = "org.jboss.weld.module.web.servlet.ConversationFilter";
    private static final String WELDS = "org.jboss.weld.context.http.HttpConversationContext";
    private static final String ANY_OF_WELDS = "org.jboss.weld.context.ConversationContext";
    private static final String WELDS_CONVERSATION = "org.jboss.weld.context.ManagedConversation";
    private static final String UNUSED_PARAMETER = "holdfast.no-cid";

    private BuiltInConversations() {}

    /** Before the first request: Weld starts no conversations. */
    static void disable(ServletContext context) {
        context.setAttribute(HANDLED, true);
    }

    /** If the application maps that filter, which does start them, they are not to read the parameter. */
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
            throw new IllegalStateException("Weld's conversations cannot be made to leave the parameter cid alone", e);
        }
    }

    /**
     * Has Weld's own bean for conversations, of which there is to be no other, show ours: it takes the conversation of
     * the first context that is active, and looks for contexts among the beans.
     *
     * @return whether the container is Weld with its web module
     */
    static boolean answerWith(CurrentConversation current, AfterBeanDiscovery event, BeanManager beanManager) {
        ClassLoader loader = beanManager.getClass().getClassLoader();
        try {
            Class.forName(WELDS_FILTER, false, loader);
            Object conversation = proxy(Class.forName(WELDS_CONVERSATION, false, loader), on(current));
            Class<?> type = Class.forName(ANY_OF_WELDS, false, loader);
            Object context = proxy(type, (proxy, method, arguments) -> switch (method.getName()) {
                case "isActive" -> RequestSession.current() != null;
                case "getCurrentConversation" -> conversation;
                default -> on(current).invoke(proxy, method, arguments);
            });
            event.addBean()
                    .beanClass(OwnConversation.class)
                    .id(BeanId.of(ANY_OF_WELDS))
                    .types(type, Object.class)
                    .qualifiers(Any.Literal.INSTANCE)
                    .scope(Singleton.class)
                    .alternative(true)
                    .priority(1)
                    .createWith(creational -> context);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static InvocationHandler on(CurrentConversation current) {
        return (proxy, method, arguments) -> {
            if (!method.getDeclaringClass().isInstance(current)) {
                throw new UnsupportedOperationException(method.getName() + ": conversations are Holdfast's here");
            }
            return invoke(method, current, arguments);
        };
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
