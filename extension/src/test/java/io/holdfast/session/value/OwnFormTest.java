package io.holdfast.session.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Classes whose form nobody can tell from the stream: they declare fields, and do not write them. */
class OwnFormTest {

    private static final ClassLoader OURS = OwnFormTest.class.getClassLoader();

    private final ValueCodec codec = new ValueCodec(
            List.of(OURS), new SerialFilter(Set.of(OURS), List.of(), new SerialFilter.Limits(100, 100_000, 100_000)));

    /** As some containers' contexts do. */
    private static final class Context implements Serializable {
        private static final long serialVersionUID = 1L;

        private boolean isEnding;
        private long number;
        private Object held;

        Context(boolean isEnding, long number, Object held) {
            this.isEnding = isEnding;
            this.number = number;
            this.held = held;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            if (number < 0) {
                out.defaultWriteObject(); // sometimes: this nobody can tell
                return;
            }
            out.writeObject(held);
            out.writeObject(isEnding + " " + number);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            held = in.readObject();
            String[] words = ((String) in.readObject()).split(" ", 2);
            isEnding = Boolean.parseBoolean(words[0]);
            number = Long.parseLong(words[1]);
        }
    }

    @Test
    void theyAreStoredAndReadBack() throws Exception {
        Object read = codec.decode(codec.encode(new Context(true, 7, List.of("a", new HashSet<>(List.of("b"))))));
        assertThat(read).usingRecursiveComparison().isEqualTo(new Context(true, 7, List.of("a", Set.of("b"))));
    }

    @Test
    void whatTheyHoldIsMeasuredAllTheSame() throws Exception {
        assertRefused(Bombs.bytesOf(new Context(false, 7, Bombs.nestedSets(45))), "keys in its hash tables");
        assertThat(GraphMeter.of(codec.encode(new Context(true, 7, List.of(1, 2, 3))))
                        .references())
                .isGreaterThan(5);
    }

    @Test
    void hashTablesInEachOtherAreBoundedWhereNothingCanBeMeasured() throws Exception {
        Object odd = new Context(false, -1, "written in one way here and in another there");
        assertRefused(
                Bombs.bytesOf(new ArrayList<>(List.of(new Context(false, 7, Bombs.nestedSets(45)), odd))),
                "tables are in each other");
    }

    private void assertRefused(byte[] bytes, String why) {
        assertThatThrownBy(() -> codec.decode(bytes))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessageContaining(why);
    }

    @Test
    void bytesThatAreCutAreStillToldAsDamaged() throws Exception {
        byte[] bytes = codec.encode(new Context(true, 7, "a"));
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 3);
        assertThatThrownBy(() -> codec.decode(cut))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessageContaining("damaged");
    }
}
