package io.holdfast.session;

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
 * (a claim of OpenID Connect is one), and a question to the name service runs nothing.
 */
final class KnownDangers {

    private static final Patterns NAMES = new Patterns(List.of(
            // Chains that begin or end in the JDK: JNDI, RMI, JMX, compiled stylesheets, desktop classes
            "!com.sun.corba.**",
            "!com.sun.jndi.**",
            "!com.sun.jmx.**",
            "!com.sun.org.apache.bcel.**",
            "!com.sun.org.apache.xalan.**",
            "!com.sun.org.apache.xpath.**",
            "!com.sun.rowset.**",
            "!java.beans.EventHandler",
            "!java.rmi.**",
            "!java.security.SignedObject",
            "!javax.management.**",
            "!javax.naming.BinaryRefAddr",
            "!javax.naming.LinkRef",
            "!javax.naming.RefAddr",
            "!javax.naming.Reference",
            "!javax.naming.StringRefAddr",
            "!javax.naming.ldap.Rdn$*",
            "!javax.naming.spi.**",
            "!javax.script.**",
            "!javax.sql.rowset.**",
            "!javax.swing.UIDefaults*",
            "!jdk.nashorn.**",
            "!org.openjdk.nashorn.**",
            "!sun.rmi.**",
            "!sun.swing.**",
            "!org.apache.bcel.**",
            "!org.apache.xalan.**",
            "!org.apache.xpath.**",
            // What makes an object of any class while it is read
            "!jakarta.faces.component.UIComponentBase$*",
            "!javax.faces.component.UIComponentBase$*",
            // Functions, comparators and map entries that call what they hold
            "!org.apache.commons.beanutils.BeanComparator",
            "!org.apache.commons.beanutils2.BeanComparator",
            "!org.apache.commons.collections.functors.**",
            "!org.apache.commons.collections.comparators.TransformingComparator",
            "!org.apache.commons.collections.keyvalue.TiedMapEntry",
            "!org.apache.commons.collections4.functors.**",
            "!org.apache.commons.collections4.comparators.TransformingComparator",
            "!org.apache.commons.collections4.keyvalue.TiedMapEntry",
            "!org.apache.click.control.Column*",
            "!com.rometools.rome.feed.impl.**",
            "!com.sun.syndication.feed.impl.**",
            "!org.hibernate.engine.spi.TypedValue",
            "!org.hibernate.engine.TypedValue",
            "!org.hibernate.property.**",
            "!org.hibernate.tuple.component.**",
            "!org.jboss.interceptor.**",
            "!org.springframework.aop.aspectj.autoproxy.AspectJAwareAdvisorAutoProxyCreator$*",
            "!org.springframework.beans.factory.config.PropertyPathFactoryBean",
            "!org.springframework.beans.factory.support.AutowireUtils$*",
            "!org.springframework.core.SerializableTypeWrapper$*",
            // Languages that run what is written in them
            "org.codehaus.groovy.runtime.GStringImpl",
            "!org.codehaus.groovy.runtime.**",
            "!bsh.**",
            "!clojure.core$*",
            "!clojure.inspector.**",
            "!clojure.main$*",
            "!org.apache.commons.jelly.**",
            "!org.mozilla.javascript.**",
            "!org.python.**",
            "!scala.sys.process.**",
            // Sources of connections and names that ask a JNDI server of the writer's choice
            "!com.mchange.**",
            "!org.apache.commons.dbcp.datasources.**",
            "!org.apache.commons.dbcp2.datasources.**",
            "!org.apache.tomcat.dbcp.dbcp2.datasources.**",
            "!org.apache.openjpa.ee.**",
            "!org.apache.xbean.naming.**",
            "!org.springframework.jndi.**",
            "!org.springframework.transaction.jta.**",
            // What writes files
            "!org.apache.commons.fileupload.disk.**",
            "!org.apache.wicket.util.upload.**",
            "!org.aspectj.weaver.tools.cache.**"));

    private static final String COMPILED_STYLESHEET = ".TemplatesImpl";

    private KnownDangers() {}

    /** Exceptions do nothing while they are read, but for one that turns what it holds into text. */
    static boolean include(Class<?> type) {
        String name = type.getName();
        if (Throwable.class.isAssignableFrom(type)) {
            return name.equals("javax.management.BadAttributeValueExpException");
        }
        return name.endsWith(COMPILED_STYLESHEET) || NAMES.verdictOn(type) == ObjectInputFilter.Status.REJECTED;
    }
}
