package io.holdfast.cdi;

import java.util.List;

/**
 * The containers' classes that occur in sessions, as {@link java.io.ObjectInputFilter.Config#createFilter} reads them:
 * the one place where the allow-list, if there is one, is widened for them.
 *
 * <p>Seen on Weld 5 (WildFly, Payara, Open Liberty, Weld SE) and OpenWebBeans (TomEE, Tomcat). Packages are listed
 * instead of single classes if a bean's kind decides which of them occur. What makes an object of any class while it is
 * read (Mojarra's attribute maps) is refused in front of them. Wrappers of state with a class's name in them
 * ({@code StateHolderSaver}) cannot be: they are in every view, and do nothing until Faces restores that view.
 */
final class ContainerClasses {

    static final List<String> PATTERNS = List.of(
            // Holdfast's own
            "io.holdfast.cdi.conversation.ConversationState",
            "io.holdfast.cdi.bean.StoredBean",
            "io.holdfast.cdi.bean.StoredBean$Marker",
            "io.holdfast.cdi.bean.FacesFlows$Reference",
            "io.holdfast.cdi.bean.ServerResources$Reference",
            // creational contexts, proxies, injected Instance, Event, BeanManager and InjectionPoint: Weld
            "org.jboss.weld.annotated.slim.**",
            "org.jboss.weld.bean.**",
            "org.jboss.weld.contexts.**",
            "org.jboss.weld.event.EventImpl*",
            "org.jboss.weld.injection.**",
            "org.jboss.weld.interceptor.**",
            "org.jboss.weld.manager.BeanManagerImpl",
            "org.jboss.weld.module.web.HttpSessionBean$*",
            "org.jboss.weld.serialization.**",
            "org.jboss.weld.util.**",
            // the same of OpenWebBeans, and TomEE's request
            "org.apache.webbeans.annotation.*",
            "org.apache.webbeans.context.creational.**",
            "org.apache.webbeans.event.**",
            "org.apache.webbeans.inject.**",
            "org.apache.webbeans.intercept.**",
            "org.apache.webbeans.container.InjectableBeanManager",
            "org.apache.tomee.catalina.HttpServletRequestProxy$Serialized",
            // Faces keeps the views of a visitor, and beans of view and flow, in the session: the API, Mojarra, MyFaces
            // (not their expressions, which can be made to evaluate anything)
            "jakarta.faces.application.*",
            "!jakarta.faces.component.UIComponentBase$*",
            "jakarta.faces.component.**",
            "jakarta.faces.event.*",
            "java.util.EventObject",
            "com.sun.faces.application.view.*",
            "com.sun.faces.cdi.clientwindow.*",
            "com.sun.faces.facelets.component.UIRepeat$SavedState",
            "com.sun.faces.flow.*",
            "com.sun.faces.push.*",
            "com.sun.faces.util.LRUMap",
            "org.apache.myfaces.application.viewstate.*",
            "org.apache.myfaces.cdi.FacesApplicationArtifactHolder$*",
            "org.apache.myfaces.cdi.NonContextualKey",
            "org.apache.myfaces.cdi.clientwindow.*",
            "org.apache.myfaces.cdi.util.*",
            "org.apache.myfaces.cdi.view.*",
            "org.apache.myfaces.flow.FlowReference",
            "org.apache.myfaces.flow._FlowContextualInfo",
            "org.apache.myfaces.flow.cdi.*",
            "org.apache.myfaces.push.cdi.*",
            "org.apache.myfaces.util.lang.LRULinkedHashMap",
            "org.apache.myfaces.view.ViewScopeProxyMap",
            "org.apache.myfaces.view.facelets.AttachedFullStateWrapper",
            "org.apache.myfaces.view.facelets.ComponentState",
            "org.apache.myfaces.view.facelets.PartialStateManagementStrategy$*",
            "org.apache.myfaces.view.facelets.tag.faces.FaceletState",
            "org.apache.myfaces.view.facelets.tag.jstl.core.IterationState*",
            // what applications put into sessions of the Servlet API
            "jakarta.servlet.http.Cookie",
            // logins, and what the form mechanism of Jakarta Security remembers until somebody has logged in
            "jakarta.security.enterprise.CallerPrincipal",
            "org.glassfish.soteria.WrappingCallerPrincipal",
            "org.glassfish.soteria.servlet.*",
            // qualifiers
            "jakarta.enterprise.util.AnnotationLiteral",
            "jakarta.enterprise.inject.*",
            "sun.reflect.annotation.AnnotationInvocationHandler",
            "java.lang.reflect.Proxy",
            "java.lang.Class");

    private ContainerClasses() {}
}
