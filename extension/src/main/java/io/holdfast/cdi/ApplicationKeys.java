package io.holdfast.cdi;

import io.holdfast.config.BadValueException;
import io.holdfast.config.ConfiguredKeys;
import io.holdfast.config.ConfiguredKeys.NamedKey;
import io.holdfast.config.KeyFile;
import io.holdfast.config.PublishedKey;
import io.holdfast.config.Setting;
import io.holdfast.config.Settings;
import io.holdfast.keys.KeyChain;
import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The secret keys of one application, and the file that they may come from. Thread-safe. */
final class ApplicationKeys {

    private static final System.Logger LOG = System.getLogger(ApplicationKeys.class.getName());

    private final KeyChain chain;
    private final boolean areSecret;
    private final @Nullable Path file;
    private @Nullable String toldFault; // guarded by this

    private ApplicationKeys(Keyset keys, boolean areSecret, @Nullable Path file, String namespace, InstantSource time) {
        this.chain = new KeyChain(namespace, keys, time);
        this.areSecret = areSecret;
        this.file = file;
    }

    /** The keys that are configured, or for an in-process node some that nobody else knows. */
    static ApplicationKeys of(Settings settings, String namespace, InstantSource time, SecureRandom random) {
        ConfiguredKeys configured = settings.keys().orElse(null);
        boolean isAlone = settings.isInProcess() && settings.archive().isEmpty();
        if (isAlone && (configured == null || configured instanceof ConfiguredKeys.None)) {
            byte[] bytes = new byte[MasterKey.BYTES];
            random.nextBytes(bytes);
            return new ApplicationKeys(keyset(List.of(new NamedKey("process", bytes))), true, null, namespace, time);
        }
        if (configured instanceof ConfiguredKeys.Listed listed) {
            return new ApplicationKeys(keyset(listed.keys()), true, null, namespace, time);
        }
        if (configured instanceof ConfiguredKeys.InFile file) {
            warnIfOpen(file.path());
            return new ApplicationKeys(read(file.path()), true, file.path(), namespace, time);
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "Sessions of {0} are sealed under a key that is published ({1}=none): whoever can write to the nodes can"
                        + " log in as anybody. Only classes of the application and value types can be stored",
                namespace,
                Setting.KEYS.key());
        NamedKey published = new NamedKey("published", PublishedKey.bytes());
        return new ApplicationKeys(keyset(List.of(published)), false, null, namespace, time);
    }

    private static void warnIfOpen(Path file) {
        if (KeyFile.isOpenToOthers(file)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The file {0} with the keys of sessions can be read or written by others than its owner; chmod 0400",
                    file);
        }
    }

    /** It could be read when settings were checked, a moment ago. */
    private static Keyset read(Path file) {
        try {
            return keyset(KeyFile.read(file));
        } catch (BadValueException e) {
            throw new IllegalStateException(Setting.KEYS.key() + " " + e.getMessage(), e);
        }
    }

    private static Keyset keyset(List<NamedKey> keys) {
        return new Keyset(
                keys.stream().map(key -> new MasterKey(key.name(), key.bytes())).toList());
    }

    KeyChain chain() {
        return chain;
    }

    /** Whether nobody but the application's servers knows them. */
    boolean areSecret() {
        return areSecret;
    }

    /**
     * Takes over what is in the file now, if the keys come from one; what cannot be read changes nothing, and is told
     * once.
     *
     * @param announce tells other servers of the keys, before they are used; if it throws, the present ones stay and
     *     the next call tries again
     */
    synchronized void reread(Consumer<Keyset> announce) {
        if (file == null) {
            return;
        }
        try {
            Keyset now = keyset(KeyFile.read(file));
            toldFault = null;
            if (!now.equals(chain.keyset())) {
                announce.accept(now);
                chain.replace(now);
                LOG.log(System.Logger.Level.INFO, "Session keys were reloaded from {0}: {1}", file, shown(now));
            }
        } catch (BadValueException e) {
            String fault = String.join("; ", e.problems());
            if (!fault.equals(toldFault)) {
                toldFault = fault;
                LOG.log(System.Logger.Level.WARNING, "{0} {1}; the keys in use are kept", Setting.KEYS.key(), fault);
            }
        }
    }

    /**
     * What health tells: the keys in order, each with its fingerprint and when it was last used here.
     *
     * @param isOneLacking whether other servers have one that is not among them
     */
    Map<String, Object> data(boolean isOneLacking) {
        String all = chain.keyset().keys().stream().map(this::withLastUse).collect(Collectors.joining(", "));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("keys", areSecret ? all : "published");
        if (isOneLacking) {
            data.put("keys-lacking", "another server has a key that this one lacks");
        }
        return data;
    }

    private String withLastUse(MasterKey key) {
        return key.name() + " " + MasterKey.shown(key.fingerprint())
                + chain.lastUse(key)
                        .map(at -> " used " + at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
    }

    private static String shown(Keyset keys) {
        return keys.keys().stream().map(MasterKey::toString).collect(Collectors.joining(", "));
    }
}
