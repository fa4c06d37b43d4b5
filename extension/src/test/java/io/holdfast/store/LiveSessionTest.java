package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.AttributeNotSerializableException;
import io.holdfast.SessionUnavailableException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On one server all requests of a session share its objects; between servers the later change of an attribute wins. */
class LiveSessionTest extends SharedCart {

    private List<String> cartOn(AppServer server) {
        return cart(server.found(id));
    }

    @Test
    void requestsThatOverlapOrFollowGetTheSameObject() {
        OpenSession first = one.found(id);
        List<String> cart = cart(first);
        assertThat(cart(one.found(id))).isSameAs(cart);
        cart.add("pen");
        finish(first);
        assertThat(cartOn(one)).isSameAs(cart);
        assertThat(cartOn(two)).containsExactly("book", "pen");
    }

    @Test
    void twoNamesOfOneObjectAreOneObjectInTheNextRequestToo() {
        OpenSession first = one.found(id);
        first.attributes().set("again", cart(first));
        finish(first);
        OpenSession second = one.found(id);
        assertThat(second.attributes().get("again")).isSameAs(cart(second));
        ((List<?>) second.attributes().get("again")).clear();
        finish(second);
        assertThat(cartOn(two)).isEmpty();
    }

    @Test
    void aNewerValueOfAnotherServerReplacesThatOneAttribute() {
        OpenSession first = one.found(id);
        List<String> cart = cart(first);
        finish(first);
        set(two, id, "user", "grace");
        OpenSession second = one.found(id);
        assertThat(second.attributes().get("user")).isEqualTo("grace");
        assertThat(cart(second)).isSameAs(cart);
    }

    @Test
    void whatAnotherServerSavedMeanwhileIsSeenAfterASaveOfOnesOwn() {
        OpenSession first = one.found(id);
        assertThat(first.attributes().get("user")).isEqualTo("ada");
        set(two, id, "user", "grace");
        first.attributes().set("own", 1);
        finish(first);
        assertThat(get(one, id, "user")).isEqualTo("grace");
    }

    @Test
    void aRequestKeepsWhatItWasHandedAndItsLaterChangeWins() {
        OpenSession slow = one.found(id);
        List<String> cart = cart(slow);
        set(two, id, "cart", new ArrayList<>(List.of("lamp")));
        OpenSession other = one.found(id);
        assertThat(cart(other)).containsExactly("lamp");
        assertThat(cart(slow)).isSameAs(cart);
        finish(other);
        cart.add("pen");
        finish(slow);
        assertThat(cartOn(two)).containsExactly("book", "pen");
        assertThat(cartOn(one)).isSameAs(cart);
    }

    @Test
    void aRequestThatOnlyReadTakesNothingBack() {
        OpenSession reader = one.found(id);
        cart(reader);
        OpenSession writer = one.found(id);
        cart(writer).add("pen");
        finish(writer);
        set(two, id, "cart", new ArrayList<>(List.of("lamp")));
        OpenSession looking = one.found(id);
        assertThat(cart(looking)).containsExactly("lamp");
        finish(looking);
        finish(reader);
        assertThat(cartOn(two)).containsExactly("lamp");
    }

    @Test
    void whatAThreadChangesAfterItsRequestIsSavedByTheNextOneThoughThatDoesNotLookAtIt() {
        OpenSession first = one.found(id);
        List<String> cart = cart(first);
        finish(first);
        cart.add("late");
        finish(one.found(id));
        assertThat(cartOn(two)).containsExactly("book", "late");
    }

    @Test
    void halfOfAnotherRequestsWorkIsNotStored() {
        OpenSession working = one.found(id);
        cart(working).add("half");
        OpenSession other = one.found(id);
        other.attributes().set("n", 1);
        finish(other);
        assertThat(cartOn(two)).containsExactly("book");
        finish(working);
        assertThat(cartOn(two)).containsExactly("book", "half");
    }

    @Test
    void whatARequestWasShownIsStoredBeforeItIsAnswered() {
        OpenSession setting = one.found(id);
        setting.attributes().set("user", "grace");
        OpenSession reader = one.found(id);
        assertThat(reader.attributes().get("user")).isEqualTo("grace");
        finish(reader);
        assertThat(get(two, id, "user")).isEqualTo("grace");
    }

    @Test
    void whereAnObjectHasChangedAllAreComparedForNobodySeesWhatTwoShare() {
        OpenSession first = one.found(id);
        List<String> shared = new ArrayList<>(List.of("x"));
        first.attributes().set("left", new ArrayList<>(List.of(shared)));
        first.attributes().set("right", new ArrayList<>(List.of(shared)));
        finish(first);
        OpenSession second = one.found(id);
        ((List<?>) ((List<?>) second.attributes().get("left")).get(0)).clear();
        finish(second);
        assertThat(get(two, id, "right")).isEqualTo(List.of(List.of()));
    }

    private static final class Spoilt implements Serializable {
        private Object inside = "fine";
    }

    @Test
    void whatCannotBeStoredFailsOnlyTheRequestThatSetIt() {
        OpenSession bad = one.found(id);
        bad.attributes().set("user", new Object[] {new Object()});
        OpenSession good = one.found(id);
        good.attributes().set("n", 1);
        finish(good);
        assertThat(get(two, id, "n")).isEqualTo(1);
        assertThatThrownBy(bad::save).isInstanceOf(AttributeNotSerializableException.class);
        bad.abandon();
        bad.release();
        assertThat(get(one, id, "user")).isEqualTo("ada");
    }

    @Test
    void whoWasShownWhatCannotBeStoredIsRefusedToo() {
        OpenSession bad = one.found(id);
        bad.attributes().set("user", new Object[] {new Object()});
        OpenSession shown = one.found(id);
        assertThat(shown.attributes().get("user")).isNotEqualTo("ada");
        assertThatThrownBy(bad::save).isInstanceOf(AttributeNotSerializableException.class);
        assertThatThrownBy(shown::save).isInstanceOf(AttributeNotSerializableException.class);
    }

    @Test
    void anObjectThatCannotBeStoredAnyMoreIsReadAnew() {
        OpenSession first = one.found(id);
        first.attributes().set("spoilt", new Spoilt());
        finish(first);
        OpenSession bad = one.found(id);
        Spoilt object = (Spoilt) bad.attributes().get("spoilt");
        object.inside = new Object();
        assertThatThrownBy(bad::save).isInstanceOf(AttributeNotSerializableException.class);
        bad.abandon();
        bad.release();
        Object next = get(one, id, "spoilt");
        assertThat(next).isNotSameAs(object);
        assertThat(((Spoilt) next).inside).isEqualTo("fine");
    }

    @Test
    void whatCouldNotBeSavedDoesNotComeBack() {
        OpenSession failing = one.found(id);
        failing.attributes().set("user", "lost");
        cut();
        assertThatThrownBy(failing::save).isInstanceOf(SessionUnavailableException.class);
        failing.release();
        heal();
        set(two, id, "user", "grace");
        OpenSession next = one.found(id);
        assertThat(next.attributes().get("user")).isEqualTo("grace");
        finish(next);
        assertThat(get(two, id, "user")).isEqualTo("grace");
    }

    @Test
    void whatWasRemovedAndForgottenDoesNotComeBackFromMemory() {
        finish(one.found(id));
        set(two, id, "user", null);
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(AppServer.IDLE_TIMEOUT_SECONDS / 2));
            set(two, id, "n", i);
            two.runBackground();
        }
        assertThat(two.found(id).base().attributes())
                .as("no trace of the removal")
                .doesNotContainKey("a:user");
        OpenSession next = one.found(id);
        assertThat(next.attributes().get("user")).isNull();
        next.attributes().set("m", 1);
        finish(next);
        assertThat(get(two, id, "user")).isNull();
    }
}
