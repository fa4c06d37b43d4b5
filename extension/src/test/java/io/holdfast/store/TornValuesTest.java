package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.AttributeNotSerializableException;
import io.holdfast.SessionId;
import io.holdfast.testing.Changers;
import io.holdfast.testing.Changing;
import io.holdfast.testing.ChangingKinds;
import io.holdfast.testing.FakeNode;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.Token;
import io.holdfast.testing.TornFindings;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Attributes that two threads change while a third saves them: what is acknowledged reads back whole on another server.
 * {@code -Dtorn.millis=60000} does so for a minute instead of two seconds: each of two tests takes a third of it, that
 * of the beans the rest. {@code -Dtorn.seed=} does as the run of that seed did, but for the timing.
 */
class TornValuesTest {

    private static final long MILLIS = Long.getLong("torn.millis", 2_000) / 3;
    private static final long SEED = Long.getLong("torn.seed", System.nanoTime());
    private static final List<Changing> KINDS = ChangingKinds.all();
    private static final int SAVES = 3;
    private static final String NAME = "cart";

    private final ManualClock clock = new ManualClock();
    private final List<FakeNode> nodes =
            Stream.of("a", "b", "c").map(name -> new FakeNode(name, clock)).toList();
    private final AppServer one = AppServer.ofAnyClass(1, nodes, clock);
    private final AppServer two =
            AppServer.ofAnyClass(2, nodes.stream().map(FakeNode::seenByAnother).toList(), clock);
    private final TornFindings findings = new TornFindings();

    private enum Place {
        ATTRIBUTE {
            @Override
            Object with(Object value) {
                return value;
            }

            @Override
            @Nullable
            Object in(@Nullable Object attribute) {
                return attribute;
            }
        },
        NESTED {
            @Override
            Object with(Object value) {
                return new Order("before", new Object[] {value}, "after");
            }

            @Override
            @Nullable
            Object in(@Nullable Object attribute) {
                return attribute instanceof Order order && "after".equals(order.after) ? order.values[0] : null;
            }
        };

        abstract Object with(Object value);

        abstract @Nullable Object in(@Nullable Object attribute);
    }

    private record Order(String before, Object[] values, String after) implements Serializable {}

    @ParameterizedTest
    @EnumSource
    void whatIsAcknowledgedReadsBackWhole(Place place) {
        System.out.println(place + ": seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        try (Changers changers = new Changers(random.nextLong())) {
            do {
                for (Changing kind : KINDS) {
                    round(place, kind, changers, random);
                }
            } while (System.nanoTime() - end < 0);
        }
        System.out.println(place + ": " + findings);
        assertThat(findings.bad()).as("seed %d, %s", SEED, findings).isEmpty();
        assertThat(findings.refusedThoughSafe()).as("seed %d", SEED).isEmpty();
    }

    private void round(Place place, Changing kind, Changers changers, SplittableRandom random) {
        SessionId id = one.store.create(
                session -> session.set(NAME, place.with(kind.empty().get())));
        OpenSession session = one.found(id);
        changers.take(kind, Objects.requireNonNull(place.in(session.attributes().get(NAME))), random);
        boolean isStored = true;
        for (int save = 0; save < SAVES && isStored; save++) {
            isStored = isStored(session, kind);
            Token.takeRead();
            Object read = place.in(two.store.find(id).orElseThrow().attributes().get(NAME));
            findings.found(kind, kind.faultOf(read, Token.takeRead()));
        }
        changers.leave();
    }

    private boolean isStored(OpenSession session, Changing kind) {
        try {
            session.save();
            findings.acknowledged(kind);
            return true;
        } catch (AttributeNotSerializableException e) {
            findings.refused(kind, String.valueOf(e.getMessage()));
            assertThat(e).hasMessageContaining("Attribute \"" + NAME + "\" cannot be stored");
            return false;
        }
    }
}
