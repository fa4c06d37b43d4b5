package io.holdfast.session.value;

import java.io.StreamCorruptedException;
import java.util.HashSet;
import java.util.Set;

/** Measures object graphs by their serialised bytes. */
final class GraphMeter {

    private static final int MOST_GUESSES = 8;

    private GraphMeter() {}

    /**
     * Measures serialised bytes. A class with a {@code writeObject} of its own may leave out the fields that it
     * declares, and the stream does not say so: if it reads as nonsense, the class met last is taken for one of these.
     *
     * @throws StreamCorruptedException if they are not what a stream of this process could have written, or cannot be
     *     told from that
     * @throws StackOverflowError if the graph is nested deeper than reading it could bear
     */
    static GraphSize of(byte[] bytes) throws StreamCorruptedException {
        Set<String> withoutFields = new HashSet<>();
        while (true) {
            SerializedGraph walk = new SerializedGraph(bytes, withoutFields);
            try {
                return walk.whole();
            } catch (RuntimeException e) {
                if (walk.suspect() == null || withoutFields.size() == MOST_GUESSES) {
                    StreamCorruptedException clear =
                            new StreamCorruptedException("they are not a whole object (" + e + ")");
                    clear.initCause(e);
                    throw clear;
                }
                withoutFields.add(walk.suspect());
            }
        }
    }
}
