package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.Serializable;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import javax.naming.AuthenticationException;
import javax.naming.ldap.LdapName;
import javax.security.auth.Subject;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetProvider;
import javax.xml.datatype.DatatypeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application server wrote itself it may read back, whatever its class. */
class AnyClassTest {

    private static final ClassLoader OURS = AnyClassTest.class.getClassLoader();

    private final ValueCodec codec = codec();

    private static ValueCodec codec(String... patterns) {
        return new ValueCodec(
                List.of(OURS),
                new SerialFilter(
                        AllowedClasses.any(List.of(patterns)), new SerialFilter.Limits(500, 100_000, 1_000_000)));
    }

    record Choice(Class<?> type) implements Serializable {}

    static Stream<Object> ordinary() throws Exception {
        return Stream.of(
                URI.create("https://accounts.example/").toURL(),
                Map.of("iss", URI.create("https://accounts.example/").toURL()),
                Level.INFO,
                Color.RED,
                DatatypeFactory.newInstance().newXMLGregorianCalendar("2026-01-01T00:00:00Z"),
                new Subject(),
                new Choice(Runtime.class),
                new LdapName("cn=ada,dc=example"),
                Thread.State.NEW);
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void anyClassOfTheJdkIsReadBack(Object value) throws Exception {
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }

    @Test
    void aQueueAndAnExceptionOfTheNameServiceToo() throws Exception {
        Object queue = codec.decode(codec.encode(new PriorityBlockingQueue<>(List.of(2, 1))));
        assertThat(((PriorityBlockingQueue<?>) queue).peek()).isEqualTo(1);
        Object failure = codec.decode(
                codec.encode(new IllegalStateException("wrong password", new AuthenticationException("error 49"))));
        assertThat(((Exception) failure).getCause())
                .isInstanceOf(AuthenticationException.class)
                .hasMessage("error 49");
    }

    /** What a JSP shows page by page; of row sets only the connected one looks a data source up. */
    @Test
    void aCachedRowSetIsReadBackWithItsRows() throws Exception {
        CachedRowSet rows = RowSetProvider.newFactory().createCachedRowSet();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            rows.populate(statement.executeQuery("SELECT 'Ada' AS name UNION SELECT 'Bea'"));
        }
        CachedRowSet read = (CachedRowSet) codec.decode(codec.encode(rows));
        read.beforeFirst();
        List<String> names = new ArrayList<>();
        while (read.next()) {
            names.add(read.getString("name"));
        }
        assertThat(names).containsExactlyInAnyOrder("Ada", "Bea");
    }

    @Test
    void aLambdaIsReadBackAndRuns() throws Exception {
        String name = "Ada";
        Supplier<String> lambda = (Supplier<String> & Serializable) () -> "hello " + name;
        for (int i = 0; i < 2; i++) {
            assertThat(((Supplier<?>) codec.decode(codec.encode(lambda))).get()).isEqualTo("hello Ada");
        }
    }

    /** As of a library that the container brings along, or of another module. */
    @Test
    void aClassOfAnotherLoaderIsReadBack() throws Exception {
        assertThat(new EmptyClasses("org.example.other.PersistentThing").isStorableBy(AllowedClasses.any(List.of())))
                .isTrue();
        assertThat(new EmptyClasses("org.example.other.PersistentThing")
                        .isStorableBy(AllowedClasses.listed(Set.of(), List.of())))
                .isFalse();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "bsh.XThis",
                "clojure.core$comp",
                "clojure.inspector.proxy$javax.swing.table.AbstractTableModel$ff19274a",
                "com.mchange.v2.c3p0.impl.PoolBackedDataSourceBase",
                "com.rometools.rome.feed.impl.ObjectBean",
                "com.sun.syndication.feed.impl.ToStringBean",
                "javax.management.loading.MLet",
                "org.apache.commons.beanutils.BeanComparator",
                "org.apache.commons.collections.functors.InvokerTransformer",
                "org.apache.commons.collections.keyvalue.TiedMapEntry",
                "org.apache.commons.collections4.comparators.TransformingComparator",
                "org.apache.commons.collections4.functors.ChainedTransformer",
                "org.apache.commons.fileupload.disk.DiskFileItem",
                "org.apache.xalan.xsltc.trax.TemplatesImpl",
                "org.aspectj.weaver.tools.cache.SimpleCache$StoreableCachingMap",
                "org.codehaus.groovy.runtime.ConvertedClosure",
                "org.codehaus.groovy.runtime.MethodClosure",
                "org.hibernate.engine.spi.TypedValue",
                "org.hibernate.property.access.spi.GetterMethodImpl",
                "org.mozilla.javascript.NativeError",
                "org.python.core.PyFunction",
                "org.springframework.core.SerializableTypeWrapper$MethodInvokeTypeProvider",
                "org.springframework.transaction.jta.JtaTransactionManager",
                "some.where.repackaged.TemplatesImpl",
                "jakarta.faces.component.UIComponentBase$AttributesMap"
            })
    void aKnownDangerIsRefusedInEitherModeUntilItIsListed(String name) {
        EmptyClasses library = new EmptyClasses(name);
        assertThat(library.isStorableBy(AllowedClasses.any(List.of()))).isFalse();
        assertThat(library.isStorableBy(AllowedClasses.listed(Set.of(library), List.of())))
                .isFalse();
        assertThat(library.isStorableBy(AllowedClasses.any(List.of(name)))).isTrue();
        assertThat(library.isStorableBy(AllowedClasses.listed(Set.of(library), List.of(name))))
                .isTrue();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "org.apache.commons.collections.map.ListOrderedMap",
                "org.codehaus.groovy.runtime.GStringImpl",
                "org.hibernate.collection.spi.PersistentBag",
                "org.springframework.beans.factory.support.AutowireUtils$ObjectFactoryDelegatingInvocationHandler",
                "org.springframework.security.core.context.SecurityContextImpl"
            })
    void whatTheSameLibrariesHaveForSessionsIsAllowed(String name) {
        EmptyClasses library = new EmptyClasses(name);
        assertThat(library.isStorableBy(AllowedClasses.any(List.of()))).isTrue();
        assertThat(library.isStorableBy(AllowedClasses.listed(Set.of(library), List.of())))
                .isTrue();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "com.sun.jndi.ldap.LdapCtx",
                "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
                "java.beans.EventHandler",
                "java.rmi.server.UnicastRemoteObject",
                "java.security.SignedObject",
                "javax.management.BadAttributeValueExpException",
                "javax.management.remote.rmi.RMIConnector",
                "javax.naming.LinkRef",
                "javax.naming.Reference",
                "com.sun.rowset.JdbcRowSetImpl",
                "sun.rmi.server.UnicastRef",
                "javax.swing.UIDefaults",
                "javax.swing.UIDefaults$TextAndMnemonicHashMap"
            })
    void soIsWhatTheJdkHasOfTheKind(String name) throws Exception {
        Class<?> type = Class.forName(name, false, OURS);
        assertThat(AllowedClasses.any(List.of()).contain(type)).isFalse();
        assertThat(AllowedClasses.listed(Set.of(OURS), List.of()).contain(type)).isFalse();
    }

    /** Exceptions, names, identifiers and data run nothing, whatever package they are of. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "java.rmi.RemoteException",
                "java.rmi.dgc.VMID",
                "java.rmi.server.UID",
                "javax.management.AttributeList",
                "javax.management.InstanceNotFoundException",
                "javax.management.Notification",
                "javax.management.ObjectName",
                "javax.management.openmbean.CompositeDataSupport",
                "javax.naming.NamingException",
                "javax.naming.spi.ResolveResult",
                "javax.sql.rowset.RowSetMetaDataImpl",
                "javax.sql.rowset.serial.SerialBlob",
                "sun.swing.table.DefaultTableCellHeaderRenderer"
            })
    void whatRunsNothingIsAllowedThoughItsPackageHasDangers(String name) throws Exception {
        assertThat(AllowedClasses.any(List.of()).contain(Class.forName(name, false, OURS)))
                .isTrue();
    }

    /** A chain that begins in a set runs what it holds while it is read, before anybody looks at what was read. */
    @Test
    void aChainThatRunsCodeIsRefusedBeforeItRuns() throws Exception {
        Ran.times = 0;
        byte[] bytes = Bombs.bytesOf(new java.util.HashSet<>(
                List.of(new org.apache.commons.collections.keyvalue.TiedMapEntry(new Ran.Code()))));
        assertThat(Ran.times).isPositive();
        Ran.times = 0;
        assertThatThrownBy(() -> codec.decode(bytes)).hasMessageContaining("TiedMapEntry is not allowed");
        ValueCodec listed = new ValueCodec(
                List.of(OURS),
                new SerialFilter(Set.of(OURS), List.of(), new SerialFilter.Limits(500, 100_000, 1_000_000)));
        assertThatThrownBy(() -> listed.decode(bytes)).hasMessageContaining("TiedMapEntry is not allowed");
        assertThat(Ran.times).isZero();
    }

    static final class Ran {
        static int times;

        static final class Code implements Runnable, Serializable {
            private static final long serialVersionUID = 1L;

            @Override
            public void run() {
                times++;
            }
        }
    }
}
