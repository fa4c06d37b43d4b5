package io.holdfast.store;

import io.holdfast.SessionId;
import io.holdfast.keys.DerivedKeys;
import io.holdfast.keys.KeyChain;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes session ids, recognises them, and gives the key under which nodes and archive hold a session. Thread-safe.
 *
 * <p>An id is 16 random bytes and 8 of their HMAC-SHA-256 (RFC 2104): whoever invents ids costs this server one hash
 * and no node anything. The key that vouches for an id is also the one that its session's place is derived from, so
 * that a session stays where it is while keys are rotated.
 */
public final class SessionKeys {

    private static final int RANDOM_BYTES = 16;
    private static final int MAC_BYTES = SessionId.BYTES - RANDOM_BYTES;
    private static final int PREFIX = 3; // of a key, before what is of the form of an id

    private final KeyChain keys;
    private final SecureRandom random;
    private final KnownIds knownIds = new KnownIds();

    /** @param random of which ids are made */
    public SessionKeys(KeyChain keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** A new id that nobody can guess. */
    public SessionId create() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return id(keys.primary(), bytes);
    }

    /** The key of the session of that id; empty for an id that is not one of ours. */
    public Optional<String> find(SessionId id) {
        KnownIds.Known known = knownOrOurs(id);
        return known == null ? Optional.empty() : Optional.of(known.key());
    }

    /** A request asks several times, and the next one of its session again. */
    private KnownIds.@Nullable Known knownOrOurs(SessionId id) {
        List<DerivedKeys> all = keys.all();
        KnownIds.Known known = knownIds.get(id, all);
        if (known == null) {
            DerivedKeys by = vouching(id, all);
            if (by != null) {
                known = new KnownIds.Known(id, all, by, by.storeKey(id.value()));
                knownIds.put(known);
            }
        }
        return known;
    }

    /** As {@link #find}, of an id that is ours. */
    String key(SessionId id) {
        return find(id).orElseThrow();
    }

    /** Whether the id was made under a key that is not the first any more, so that it will not be known for ever. */
    boolean isOfFormerKey(SessionId id) {
        KnownIds.Known known = knownOrOurs(id);
        return known != null && known.by() != known.all().get(0);
    }

    /**
     * The id that takes the place of {@code id} under the first key. Every server makes the same one, so that requests
     * that renew an id at the same time on several servers do not end up in several sessions.
     */
    SessionId successor(SessionId id) {
        return successor(keys.primary(), id);
    }

    /** What any of our keys would make of {@code id}. */
    List<SessionId> successors(SessionId id) {
        List<SessionId> successors = new ArrayList<>();
        keys.all().forEach(one -> successors.add(successor(one, id)));
        return successors;
    }

    /** That of {@link #successors} whose session's key is {@code key}; empty for none. */
    Optional<SessionId> successorAt(SessionId id, String key) {
        return successors(id).stream().filter(one -> key(one).equals(key)).findFirst();
    }

    /** An id that stands for that of a session of which only the key is known, and opens nothing. */
    SessionId standIn(String key) {
        return SessionId.parse(key.substring(PREFIX)).orElseThrow();
    }

    private static @Nullable DerivedKeys vouching(SessionId id, List<DerivedKeys> all) {
        byte[] bytes = id.bytes();
        byte[] random = Arrays.copyOf(bytes, RANDOM_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, RANDOM_BYTES, bytes.length);
        for (DerivedKeys by : all) {
            if (MessageDigest.isEqual(mac, by.vouch(random, MAC_BYTES))) {
                return by;
            }
        }
        return null;
    }

    private static SessionId successor(DerivedKeys under, SessionId id) {
        return id(under, under.successor(Arrays.copyOf(id.bytes(), RANDOM_BYTES)));
    }

    private static SessionId id(DerivedKeys under, byte[] random) {
        ByteBuffer bytes = ByteBuffer.allocate(SessionId.BYTES);
        bytes.put(random).put(under.vouch(random, MAC_BYTES));
        return SessionId.of(bytes.array());
    }
}
