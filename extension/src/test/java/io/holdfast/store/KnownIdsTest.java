package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.SessionId;
import io.holdfast.keys.KeyChain;
import io.holdfast.keys.Keyset;
import io.holdfast.keys.MasterKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That an id was found to be ours is remembered, and nothing else than that. */
class KnownIdsTest {

    private final MasterKey former = key("former", 1);
    private final MasterKey next = key("next", 2);
    private final KeyChain chain = new KeyChain("/app", new Keyset(List.of(former)), InstantSource.system());
    private final SessionKeys keys = new SessionKeys(chain, new SecureRandom());

    private static MasterKey key(String name, int seed) {
        byte[] bytes = new byte[MasterKey.BYTES];
        Arrays.fill(bytes, (byte) seed);
        bytes[0]++;
        return new MasterKey(name, bytes);
    }

    @Test
    void anIdLeadsToTheSameKeyEachTime() {
        List<SessionId> ids =
                IntStream.range(0, 3_000).mapToObj(i -> keys.create()).toList();
        List<String> first = ids.stream().map(keys::key).toList();
        assertThat(first).doesNotHaveDuplicates();
        assertThat(ids.stream().map(keys::key)).isEqualTo(first);
        assertThat(keys.key(ids.get(0))).isSameAs(keys.key(ids.get(0)));
    }

    @Test
    void anIdIsNoneOfOursAnyMoreWhenItsKeyIsTakenAway() {
        SessionId id = keys.create();
        String key = keys.key(id);
        chain.replace(new Keyset(List.of(next, former)));
        assertThat(keys.isOfFormerKey(id)).isTrue();
        assertThat(keys.find(id)).contains(key);
        chain.replace(new Keyset(List.of(next)));
        assertThat(keys.find(id)).isEmpty();
    }

    @Test
    void anIdThatIsNotOursIsNeverRemembered() {
        SessionId invented = SessionId.of(new byte[SessionId.BYTES]);
        assertThat(keys.find(invented)).isEmpty();
        assertThat(keys.find(invented)).isEmpty();
    }
}
