package io.holdfast.session.value;

import java.io.ObjectInputFilter;
import java.util.List;

/**
 * Classes that are made into chains which run code while they are read, and those that open, look up or run something
 * by themselves: no application keeps them in a session, so they may go whatever else is allowed.
 *
 * <p>A second line only: such a list is always behind, and what counts is that bytes are our own. Kept as narrow as a
 * chain needs to be broken, for the same libraries have classes that do belong into sessions.
 *
 * <p>Not in it: {@link java.net.URL}, although its hash code asks the name service for its host. Applications keep them
 * (a claim of OpenID Connect is one), and a question to the name service runs nothing. Nor cached row sets and Spring's
 * proxies of what it injects: both are kept in sessions, and chains with them need other classes that are here.
 */
final class KnownDangers {

    /**
     * Some of one kind.
     *
     * @param why a sentence
     * @param instead what an application stores in its place, a sentence
     * @param names of classes as in {@link ObjectInputFilter.Config#createFilter}; with a plus before it, of one that
     *     is none though a name after it says so
     */
    record Danger(String why, String instead, List<String> names) {}

    private static final String TELLING_EXCEPTION = "javax.management.BadAttributeValueExpException";
    private static final String COMPILED_STYLESHEET = ".TemplatesImpl";

    static final List<Danger> ALL = List.of(
            new Danger(
                    "References of JNDI say which factory is loaded from where.",
                    "The name, to be looked up when it is needed.",
                    List.of(
                            "com.sun.jndi.**",
                            "javax.naming.BinaryRefAddr",
                            "javax.naming.LinkRef",
                            "javax.naming.RefAddr",
                            "javax.naming.Reference",
                            "javax.naming.StringRefAddr",
                            "javax.naming.ldap.Rdn$*",
                            "javax.naming.spi.Continuation*",
                            "org.apache.xbean.naming.**",
                            "org.springframework.jndi.**")),
            new Danger(
                    "Objects of RMI, CORBA and JMX connect or listen while they are read.",
                    "The name or address; connect when it is needed.",
                    List.of(
                            "+java.rmi.dgc.VMID",
                            "+java.rmi.server.UID",
                            "com.sun.corba.**",
                            "com.sun.jmx.**",
                            "java.rmi.**",
                            "javax.management.loading.**",
                            "javax.management.remote.rmi.**",
                            "sun.rmi.**")),
            new Danger(
                    "Sources of connections ask a JNDI server of the writer's choice.",
                    "The rows; inject the source where it is needed.",
                    List.of(
                            "com.mchange.**",
                            "com.sun.rowset.JdbcRowSetImpl",
                            "org.apache.commons.dbcp.datasources.**",
                            "org.apache.commons.dbcp2.datasources.**",
                            "org.apache.openjpa.ee.**",
                            "org.apache.tomcat.dbcp.dbcp2.datasources.**",
                            "org.springframework.transaction.jta.**")),
            new Danger(
                    "Compiled stylesheets and paths hold code that is loaded; so does any class named `TemplatesImpl`.",
                    "The stylesheet's name.",
                    List.of(
                            "com.sun.org.apache.bcel.**",
                            "com.sun.org.apache.xalan.**",
                            "com.sun.org.apache.xpath.**",
                            "org.apache.bcel.**",
                            "org.apache.xalan.**",
                            "org.apache.xpath.**")),
            new Danger(
                    "Languages run what is written in them.",
                    "A lambda, or the name of a script.",
                    List.of(
                            "+org.codehaus.groovy.runtime.GStringImpl",
                            "bsh.**",
                            "clojure.core$*",
                            "clojure.inspector.**",
                            "clojure.main$*",
                            "javax.script.**",
                            "jdk.nashorn.**",
                            "org.apache.commons.jelly.**",
                            "org.codehaus.groovy.runtime.**",
                            "org.mozilla.javascript.**",
                            "org.openjdk.nashorn.**",
                            "org.python.**",
                            "scala.sys.process.**")),
            new Danger(
                    "What they hold is called, or made an object, while they are read.",
                    "A lambda, or a class of the application.",
                    List.of(
                            "com.rometools.rome.feed.impl.**",
                            "com.sun.syndication.feed.impl.**",
                            "jakarta.faces.component.UIComponentBase$*",
                            "java.beans.EventHandler",
                            "java.security.SignedObject",
                            "javax.faces.component.UIComponentBase$*",
                            TELLING_EXCEPTION,
                            "javax.swing.UIDefaults*",
                            "org.apache.click.control.Column*",
                            "org.apache.commons.beanutils.BeanComparator",
                            "org.apache.commons.beanutils2.BeanComparator",
                            "org.apache.commons.collections.comparators.TransformingComparator",
                            "org.apache.commons.collections.functors.**",
                            "org.apache.commons.collections.keyvalue.TiedMapEntry",
                            "org.apache.commons.collections4.comparators.TransformingComparator",
                            "org.apache.commons.collections4.functors.**",
                            "org.apache.commons.collections4.keyvalue.TiedMapEntry",
                            "org.hibernate.engine.TypedValue",
                            "org.hibernate.engine.spi.TypedValue",
                            "org.hibernate.property.**",
                            "org.hibernate.tuple.component.**",
                            "org.jboss.interceptor.**",
                            "org.springframework.aop.aspectj.autoproxy.AspectJAwareAdvisorAutoProxyCreator$*",
                            "org.springframework.beans.factory.config.PropertyPathFactoryBean",
                            "org.springframework.core.SerializableTypeWrapper$MethodInvokeTypeProvider")),
            new Danger(
                    "They write files.",
                    "The bytes, or the name of a file.",
                    List.of(
                            "org.apache.commons.fileupload.disk.**",
                            "org.apache.wicket.util.upload.**",
                            "org.aspectj.weaver.tools.cache.**")));

    private static final Patterns NAMES = new Patterns(ALL.stream()
            .flatMap(danger -> danger.names().stream())
            .map(name -> name.startsWith("+") ? name.substring(1) : "!" + name)
            .toList());

    private KnownDangers() {}

    /** Exceptions do nothing while they are read, but for one that turns what it holds into text. */
    static boolean include(Class<?> type) {
        String name = type.getName();
        if (Throwable.class.isAssignableFrom(type)) {
            return name.equals(TELLING_EXCEPTION);
        }
        return name.endsWith(COMPILED_STYLESHEET) || NAMES.verdictOn(type) == ObjectInputFilter.Status.REJECTED;
    }
}
