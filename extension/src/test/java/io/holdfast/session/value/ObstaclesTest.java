package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** What cannot be stored is told all at once. */
class ObstaclesTest {

    private static final ClassLoader OURS = ObstaclesTest.class.getClassLoader();

    private final ValueCodec codec = new ValueCodec(
            List.of(OURS), new SerialFilter(Set.of(OURS), List.of(), new SerialFilter.Limits(500, 100_000, 1_000_000)));

    static class Machine {}

    static class Engine {}

    static final class Workshop implements Serializable {
        private static final long serialVersionUID = 1L;
        final List<Object> machines = new ArrayList<>(List.of("bench", new Machine(), new Machine()));
        final Map<String, Object> settings = new LinkedHashMap<>();
        final transient Engine unused = new Engine();
        Object engine = new Engine();
    }

    /** What its fields say is not what it writes. */
    static final class Terse implements Serializable {
        private static final long serialVersionUID = 1L;
        final Machine machine = new Machine();

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeObject(new Object[] {"nothing", Level.INFO});
        }
    }

    private static Workshop workshop() throws Exception {
        Workshop workshop = new Workshop();
        workshop.settings.put("level", Level.INFO);
        workshop.settings.put("manual", URI.create("x:y"));
        workshop.settings.put("site", URI.create("https://nowhere.invalid/").toURL());
        return workshop;
    }

    @Test
    void everyClassIsToldWithTheWayToItAndWhatToDo() throws Exception {
        Object value = List.of(workshop());
        assertThatThrownBy(() -> codec.encode(value))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContaining(Engine.class.getName() + " at List12[0].engine")
                .hasMessageContaining(Machine.class.getName() + " at List12[0].machines[1]")
                .hasMessageContaining("are not serialisable")
                .hasMessageContaining("java.util.logging.Level at List12[0].settings[0]")
                .hasMessageContaining("java.net.URL at List12[0].settings[2]")
                .hasMessageContaining("are not allowed")
                .hasMessageContaining("holdfast.allowed-classes")
                .hasMessageNotContaining("java.net.URI ");
    }

    @Test
    void allRefusedClassesAreToldWhereEverythingIsSerialisable() throws Exception {
        Workshop workshop = workshop();
        workshop.machines.clear();
        workshop.engine = "none";
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> codec.encode(workshop))
                    .hasMessageContaining("java.util.logging.Level at Workshop.settings[0]")
                    .hasMessageContaining("java.net.URL at Workshop.settings[2]")
                    .hasMessageNotContaining("serialisable");
        }
    }

    @Test
    void whatIsNotWrittenIsNotTold() {
        assertThatThrownBy(() -> codec.encode(new Terse()))
                .hasMessageContaining("java.util.logging.Level")
                .hasMessageNotContaining("Machine");
    }

    @Test
    void theWayIsToTheClassItselfAndNotToOneOfASubclass() {
        assertThatThrownBy(() -> codec.encode(new ArrayList<>(List.of("x", new Object()))))
                .hasMessageStartingWith("java.lang.Object at ArrayList[1] is not serialisable");
    }

    @Test
    void moreThanTwentyAreCounted() throws Exception {
        List<Object> many = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            many.add(new Copies().machine());
        }
        assertThatThrownBy(() -> codec.encode(many))
                .hasMessageContaining("Machine at ArrayList[19] and 3 more are not serialisable");
    }

    /** Has a class of its own each. */
    private static final class Copies extends ClassLoader {
        Object machine() throws Exception {
            String name = Machine.class.getName();
            try (InputStream in = OURS.getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                Constructor<?> constructor =
                        defineClass(name, bytes, 0, bytes.length).getDeclaredConstructor();
                constructor.setAccessible(true);
                return constructor.newInstance();
            }
        }
    }

    @Test
    void whatIsNewIsTriedAndWhatIsKnownIsNot() throws Exception {
        Counted.writings = 0;
        codec.check(new Counted());
        assertThat(Counted.writings).isEqualTo(1);
        codec.check(new Counted());
        codec.check(new ArrayList<>(List.of(new Counted())));
        codec.check(new ArrayList<>(List.of(new Counted(), new Counted())));
        assertThat(Counted.writings).isEqualTo(2); // the list was new
        codec.check(List.of(new Counted()));
        codec.check(List.of(new Counted()));
        assertThat(Counted.writings).isEqualTo(3);
        assertThatThrownBy(() -> codec.check(new ArrayList<>(Arrays.asList("x", null, List.of(new Machine())))))
                .isInstanceOf(UnstorableValueException.class)
                .hasMessageContaining(Machine.class.getName());
    }

    /** That may be otherwise when the request ends. */
    @Test
    void whatItsOwnCodeRefusesNowIsNotRefusedForGood() {
        assertThatCode(() -> codec.check(new Unready())).doesNotThrowAnyException();
        assertThatThrownBy(() -> codec.encode(new Unready())).isInstanceOf(UnstorableValueException.class);
    }

    static final class Counted implements Serializable {
        private static final long serialVersionUID = 1L;
        private static int writings;

        private void writeObject(ObjectOutputStream out) throws IOException {
            writings++;
            out.defaultWriteObject();
        }
    }

    static final class Unready implements Serializable {
        private static final long serialVersionUID = 1L;

        private void writeObject(ObjectOutputStream out) {
            throw new IllegalStateException("not filled yet");
        }
    }
}
