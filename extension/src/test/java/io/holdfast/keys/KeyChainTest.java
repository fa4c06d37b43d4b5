package io.holdfast.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.keys.NotAuthenticException.Reason;
import io.holdfast.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class KeyChainTest {

    private static final String PLACE = "hf:key";
    private static final byte[] TEST = {'T', 'e', 's', 't'};

    private final MasterKey a = Keys.of(1);
    private final MasterKey b = Keys.of(2);
    private final ManualClock clock = new ManualClock();
    private final KeyChain chain = new KeyChain(Keys.NAMESPACE, new Keyset(List.of(a)), clock);
    private final Seal seal = new Seal(chain, Purpose.NODE);

    @Test
    void aNewKeyThatCameLastOpensAndTheFirstGoesOnSealing() throws Exception {
        byte[] byAnother = new Seal(Keys.chain(b, a), Purpose.NODE).seal(PLACE, TEST);
        chain.replace(new Keyset(List.of(a, b)));
        assertThat(seal.open(PLACE, byAnother)).isEqualTo(TEST);
        assertThat(Seal.fingerprintOf(seal.seal(PLACE, TEST))).isEqualTo(a.fingerprint());
    }

    @Test
    void aFormerKeyOpensUntilItIsDropped() throws Exception {
        byte[] old = seal.seal(PLACE, TEST);
        chain.replace(new Keyset(List.of(b, a)));
        assertThat(Seal.fingerprintOf(seal.seal(PLACE, TEST))).isEqualTo(b.fingerprint());
        assertThat(seal.open(PLACE, old)).isEqualTo(TEST);
        assertThat(seal.sealUnder(a.fingerprint(), PLACE, TEST)).isEqualTo(old);

        chain.replace(new Keyset(List.of(b)));
        assertThatThrownBy(() -> seal.open(PLACE, old))
                .isInstanceOfSatisfying(
                        NotAuthenticException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_KEY));
        assertThat(Seal.fingerprintOf(seal.sealUnder(a.fingerprint(), PLACE, TEST)))
                .isEqualTo(b.fingerprint());
    }

    @Test
    void whatIsDerivedOfAKeyThatStaysIsKept() {
        DerivedKeys before = chain.primary();
        chain.replace(new Keyset(List.of(b, a)));
        assertThat(chain.all()).hasSize(2);
        assertThat(chain.all().get(1)).isSameAs(before);
    }

    @Test
    void oneLookAtAllKeysIsConsistent() {
        List<DerivedKeys> before = chain.all();
        chain.replace(new Keyset(List.of(b)));
        assertThat(before).extracting(DerivedKeys::master).containsExactly(a);
        assertThat(chain.all()).extracting(DerivedKeys::master).containsExactly(b);
    }

    @Test
    void theLastUseOfAKeyIsWhenItSealedOrOpened() throws Exception {
        chain.replace(new Keyset(List.of(a, b)));
        assertThat(chain.lastUse(a)).isEmpty();
        byte[] sealed = seal.seal(PLACE, TEST);
        Instant sealedAt = clock.instant();
        assertThat(chain.lastUse(a)).contains(sealedAt);
        assertThat(chain.lastUse(b)).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        seal.open(PLACE, sealed);
        assertThat(chain.lastUse(a)).contains(sealedAt.plusSeconds(1));

        clock.advance(Duration.ofSeconds(1));
        seal.sealUnder(b.fingerprint(), PLACE, TEST);
        assertThat(chain.lastUse(b)).contains(sealedAt.plusSeconds(2));
    }

    /** Else anybody who writes to a node keeps a former key in use, and an operator from dropping it. */
    @Test
    void forgedBytesAreNoUseOfTheKeyThatTheyName() {
        byte[] forged = new Seal(Keys.chain(a), Purpose.NODE).seal("hf:another", TEST);
        assertThatThrownBy(() -> seal.open(PLACE, forged)).isInstanceOf(NotAuthenticException.class);
        assertThat(chain.lastUse(a)).isEmpty();
    }

    @Test
    void whileKeysAreReplacedAllThatIsSealedOpensAndIsUnderOneOfThem() throws Exception {
        chain.replace(new Keyset(List.of(a, b)));
        List<byte[]> expected = List.of(seal.seal(PLACE, TEST), seal.sealUnder(b.fingerprint(), PLACE, TEST));
        AtomicBoolean replacing = new AtomicBoolean(true);
        Callable<Integer> using = () -> {
            int rounds = 0;
            while (replacing.get() || rounds < 200) {
                byte[] sealed = seal.seal(PLACE, TEST);
                assertThat(expected).anyMatch(one -> Arrays.equals(one, sealed));
                assertThat(seal.open(PLACE, sealed)).isEqualTo(TEST);
                assertThat(seal.sealUnder(b.fingerprint(), PLACE, TEST)).isEqualTo(expected.get(1));
                rounds++;
            }
            return rounds;
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(using));
            }
            for (int i = 0; i < 2_000; i++) {
                chain.replace(new Keyset(i % 2 == 0 ? List.of(b, a) : List.of(a, b)));
            }
            replacing.set(false);
            for (Future<Integer> one : all) {
                assertThat(one.get()).isPositive();
            }
        } finally {
            replacing.set(false);
            threads.shutdownNow();
        }
    }
}
