package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.SessionTooLargeException;
import io.holdfast.SessionUnavailableException;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What requests that overlap owe each other: a save loses nothing, and what is refused is gone. */
class LiveTogetherTest extends SharedCart {

    private static @Nullable Runnable duringWrite;

    private static final class Counter implements Serializable {
        private int n;

        @Serial
        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            Runnable once = duringWrite;
            if (once != null) {
                duringWrite = null;
                once.run();
            }
        }
    }

    @Test
    void changeMadeWhileAnotherRequestComparedIsSaved() {
        set(two, id, "c", new Counter());
        OpenSession zero = one.found(id);
        zero.attributes().get("c");
        finish(zero);
        OpenSession changing = one.found(id);
        OpenSession other = one.found(id);
        duringWrite = () -> {
            Counter counter = (Counter) changing.attributes().get("c");
            counter.n++;
        };
        finish(other);
        finish(changing);
        assertThat(duringWrite).isNull();
        assertThat(((Counter) get(two, id, "c")).n).isEqualTo(1);
    }

    @Test
    void changeOfARequestThatBeganWhileAnotherOneComparedIsSaved() {
        set(two, id, "a", new Counter());
        set(two, id, "c", new Counter());
        OpenSession zero = one.found(id);
        zero.attributes().get("c");
        finish(zero);
        finish(one.found(id));
        OpenSession other = one.found(id);
        Counter changed = (Counter) other.attributes().get("a");
        changed.n++;
        List<OpenSession> late = new ArrayList<>();
        duringWrite = () -> {
            late.add(one.found(id));
            late.get(0).attributes().get("c");
        };
        finish(other);
        Counter counter = (Counter) late.get(0).attributes().get("c");
        counter.n++;
        finish(late.get(0));
        assertThat(((Counter) get(two, id, "c")).n).isEqualTo(1);
    }

    @Test
    void objectThatChangesBetweenItsTwoNamesIsSavedUnderBoth() {
        OpenSession first = one.found(id);
        Counter shared = new Counter();
        first.attributes().set("a", shared);
        first.attributes().set("b", shared);
        finish(first);
        OpenSession changing = one.found(id);
        changing.attributes().get("b");
        OpenSession other = one.found(id);
        other.attributes().get("b");
        duringWrite = () -> shared.n++;
        finish(other);
        assertThat(shared.n).isEqualTo(1);
        finish(changing);
        assertThat(((Counter) get(two, id, "a")).n).isEqualTo(1);
        assertThat(((Counter) get(two, id, "b")).n).isEqualTo(1);
    }

    @Test
    void setThatIsOvertakenWhileAnotherRequestComparesIsWrittenByItsOwn() {
        set(one, id, "a", new Counter());
        OpenSession setting = one.found(id);
        OpenSession other = one.found(id);
        Counter changed = (Counter) other.attributes().get("a");
        changed.n++;
        Counter eleven = new Counter();
        eleven.n = 11;
        setting.attributes().set("c", eleven);
        clock.advance(Duration.ofMillis(10));
        set(two, id, "c", new Counter());
        duringWrite =
                () -> duringWrite = () -> duringWrite = () -> one.found(id).release();
        finish(other);
        assertThat(duringWrite).isNull();
        finish(setting);
        assertThat(((Counter) get(two, id, "c")).n).isEqualTo(11);
    }

    @Test
    void changeInsideOfASetThatWasStoredThoughNobodyToldSoIsSaved() {
        OpenSession setting = one.found(id);
        Counter counter = new Counter();
        setting.attributes().set("c", counter);
        OpenSession changing = one.found(id);
        changing.attributes().get("c");
        one.nodes.forEach(node -> node.loseReplies(100));
        assertThatThrownBy(setting::save).isInstanceOf(SessionUnavailableException.class);
        setting.release();
        one.nodes.forEach(node -> node.loseReplies(0));
        heal();
        one.found(id).release();
        counter.n++;
        finish(changing);
        assertThat(((Counter) get(two, id, "c")).n).isEqualTo(1);
    }

    @Test
    void setThatComesWhileAnotherObjectIsEncodedIsNotOvertakenByWhatItReplaced() {
        set(one, id, "b", new Counter());
        set(one, id, "c", new Counter());
        OpenSession saving = one.found(id);
        ((Counter) saving.attributes().get("b")).n++;
        ((Counter) saving.attributes().get("c")).n++;
        OpenSession setting = one.found(id);
        Counter eleven = new Counter();
        eleven.n = 11;
        duringWrite = () -> setting.attributes().set("c", eleven);
        saving.save();
        assertThat(get(one, id, "c")).isSameAs(eleven);
        finish(setting);
        assertThat(((Counter) get(two, id, "c")).n).isEqualTo(11);
    }

    @Test
    void setOfEqualBytesWinsOverWhatCameWhileItWasCompared() {
        set(one, id, "c", new Counter());
        OpenSession setting = one.found(id);
        Counter eleven = new Counter();
        eleven.n = 11;
        set(two, id, "c", eleven);
        clock.advance(Duration.ofMillis(10));
        setting.attributes().set("c", new Counter());
        duringWrite = () -> one.found(id).release();
        finish(setting);
        assertThat(((Counter) get(one, id, "c")).n).isEqualTo(((Counter) get(two, id, "c")).n);
        assertThat(((Counter) get(two, id, "c")).n).isZero();
    }

    @Test
    void changesInsideOfARefusedRequestDoNotComeBackByAnotherOne() {
        OpenSession failing = one.found(id);
        OpenSession other = one.found(id);
        cart(failing).add("refused");
        cut();
        assertThatThrownBy(failing::save).isInstanceOf(SessionUnavailableException.class);
        failing.abandon();
        failing.release();
        heal();
        other.attributes().set("n", 1);
        finish(other);
        assertThat(cart(two.found(id))).containsExactly("book");
    }

    @Test
    void refusedForItsSizeDoesNotPoisonOthers() {
        OpenSession other = one.found(id);
        OpenSession failing = one.found(id);
        cart(failing).add("x".repeat(AppServer.MAX_RECORD_BYTES));
        assertThatThrownBy(failing::save).isInstanceOf(SessionTooLargeException.class);
        failing.abandon();
        failing.release();
        other.attributes().set("n", 1);
        finish(other);
        assertThat(get(two, id, "n")).isEqualTo(1);
    }

    @Test
    void beanCanBeMadeOnAnInterruptedThread() {
        OpenSession request = one.found(id);
        Thread.currentThread().interrupt();
        try {
            assertThat(request.<String>making(() -> "made")).isEqualTo("made");
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void idleTimeoutOfARefusedRequestDoesNotComeBack() {
        OpenSession failing = one.found(id);
        OpenSession other = one.found(id);
        failing.setIdleTimeoutSeconds(60);
        cut();
        assertThatThrownBy(failing::save).isInstanceOf(SessionUnavailableException.class);
        failing.abandon();
        failing.release();
        heal();
        other.attributes().set("n", 1);
        finish(other);
        assertThat(two.found(id).idleTimeoutSeconds()).isEqualTo(AppServer.IDLE_TIMEOUT_SECONDS);
    }

    @Test
    void aSessionThatIsTooLargeToBeKeptPushesOutNoOther() {
        LiveCache cache = new LiveCache(40_000);
        LiveTable table = one.found(id).live().table();
        LiveSession small = new LiveSession("small", id, table);
        assertThat(cache.add(small, 100)).isEmpty();
        LiveSession large = new LiveSession("large", id, table);
        assertThat(cache.add(large, 45_000)).containsExactly(large);
    }
}
