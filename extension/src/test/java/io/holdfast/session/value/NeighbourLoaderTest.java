package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A container that lets applications see some of a library's classes, and not those which these are made of. */
class NeighbourLoaderTest {

    static class Shown implements Serializable {
        private static final long serialVersionUID = 1L;
        final Object part = new Hidden();
    }

    static class Hidden implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** Has both classes itself. */
    private static final class Library extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(NeighbourLoaderTest.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void aClassIsLookedForWhereTheClassThatRefersToItCameFrom() throws Exception {
        Library library = new Library();
        ClassLoader application = new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.equals(Shown.class.getName())) {
                    return library.loadClass(name);
                }
                throw new ClassNotFoundException(name);
            }
        };
        ValueCodec codec = new ValueCodec(
                List.of(application),
                new SerialFilter(
                        Set.of(),
                        List.of(NeighbourLoaderTest.class.getName() + "$*"),
                        new SerialFilter.Limits(50, 1_000, 100_000)));
        Object read = codec.decode(codec.encode(new Shown()));
        assertThat(read.getClass().getClassLoader()).isSameAs(library);
        Field part = read.getClass().getDeclaredField("part");
        part.setAccessible(true);
        assertThat(part.get(read).getClass().getClassLoader()).isSameAs(library);
    }
}
