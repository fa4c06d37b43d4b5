package io.holdfast.config;

import java.nio.file.Path;
import java.util.List;

/** Where the secret keys of an application come from. No {@code toString} shows one. */
public sealed interface ConfiguredKeys {

    /**
     * The published key, which keeps nobody out.
     *
     * @param beyondLoopback whether that is meant for nodes on other machines too
     */
    record None(boolean beyondLoopback) implements ConfiguredKeys {}

    /** A file that is read at deployment and looked at again while the application runs. */
    record InFile(Path path) implements ConfiguredKeys {}

    /** Written into the configuration; the first seals. */
    record Listed(List<NamedKey> keys) implements ConfiguredKeys {

        public Listed {
            keys = List.copyOf(keys);
        }
    }

    /**
     * One key.
     *
     * @param bytes 32 of them, not modified by anybody
     */
    record NamedKey(String name, byte[] bytes) {

        @Override
        public String toString() {
            return name + " (not shown)";
        }
    }
}
