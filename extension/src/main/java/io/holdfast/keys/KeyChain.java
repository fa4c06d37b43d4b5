package io.holdfast.keys;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The present keys of an application, which may be replaced while it runs. Thread-safe. */
public final class KeyChain {

    private final String namespace;
    private final InstantSource time;
    private final Map<Integer, Long> lastUse = new ConcurrentHashMap<>();
    private volatile List<DerivedKeys> keys;

    /** @param namespace goes into all that is derived, so that applications with one key stay apart */
    public KeyChain(String namespace, Keyset keys, InstantSource time) {
        this.namespace = namespace;
        this.time = time;
        this.keys = derived(keys, List.of());
    }

    private List<DerivedKeys> derived(Keyset wanted, List<DerivedKeys> known) {
        List<DerivedKeys> derived = new ArrayList<>();
        for (MasterKey master : wanted.keys()) {
            derived.add(known.stream()
                    .filter(there -> there.master().equals(master))
                    .findFirst()
                    .orElseGet(() -> new DerivedKeys(master, namespace)));
        }
        return List.copyOf(derived);
    }

    /** From now on these keys; what is under way goes on with those that it has. */
    public void replace(Keyset now) {
        keys = derived(now, keys);
    }

    /** The master keys behind them. */
    public Keyset keyset() {
        return new Keyset(keys.stream().map(DerivedKeys::master).toList());
    }

    /** All keys in order; one look at them is consistent. */
    public List<DerivedKeys> all() {
        return keys;
    }

    /** The first key, which seals and makes ids. */
    public DerivedKeys primary() {
        return keys.get(0);
    }

    /** The key of that fingerprint; null for none of ours. */
    @Nullable
    DerivedKeys of(int fingerprint) {
        for (DerivedKeys one : keys) {
            if (one.master().fingerprint() == fingerprint) {
                return one;
            }
        }
        return null;
    }

    /**
     * To be called when it opened or sealed something: that bytes name it proves nothing, for anybody can write them.
     */
    void noteUse(DerivedKeys key) {
        lastUse.put(key.master().fingerprint(), time.millis());
    }

    /** When the key last opened or sealed something in this process, to the millisecond; empty for never. */
    public Optional<Instant> lastUse(MasterKey key) {
        return Optional.ofNullable(lastUse.get(key.fingerprint())).map(Instant::ofEpochMilli);
    }
}
