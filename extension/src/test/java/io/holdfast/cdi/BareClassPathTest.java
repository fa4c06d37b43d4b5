package io.holdfast.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.SessionId;
import io.holdfast.SessionStore;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Holdfast needs of a class path: a CDI container and the client library, not more. */
class BareClassPathTest {

    private static final Pattern LEFT_OUT =
            Pattern.compile("servlet|microprofile|smallrye|faces|websocket|jakartaee|undertow|tomcat");

    @Test
    void theStoreWorksWithoutServletsAndWithoutMicroProfile() throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(withoutOptionalLibraries(), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("jakarta.servlet.ServletContext"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> loader.loadClass("org.eclipse.microprofile.config.Config"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThat(runIn(loader)).isEqualTo("kept");
        }
    }

    @Test
    void aMissingLibraryIsToldWhenTheApplicationStarts(@TempDir Path folder) throws Exception {
        Path configuration = Files.createDirectories(folder.resolve("META-INF"));
        Files.writeString(
                configuration.resolve("microprofile-config.properties"),
                "holdfast.nodes=127.0.0.1:1,127.0.0.1:2\nholdfast.keys=none");
        URL[] without = Stream.concat(
                        Stream.of(url(folder)),
                        Stream.of(withoutOptionalLibraries())
                                .filter(url -> !url.getPath().contains("slf4j")))
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(without, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> runIn(loader)).hasStackTraceContaining("put xmemcached and slf4j-api beside");
        }
    }

    private static Object runIn(ClassLoader loader) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Object job = loader.loadClass(Job.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            return ((Supplier<?>) job).get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] withoutOptionalLibraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> !LEFT_OUT.matcher(path.getFileName().toString()).find())
                .map(BareClassPathTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs on the bare class path: finds the extension as a service, as any Weld SE application does. */
    public static final class Job implements Supplier<String> {

        @Override
        public String get() {
            try (WeldContainer container = new Weld("bare").initialize()) {
                SessionStore store = container.select(SessionStore.class).get();
                SessionId id = store.create(attributes -> attributes.set("word", "kept"));
                return (String) store.find(id).orElseThrow().attributes().get("word");
            }
        }
    }
}
