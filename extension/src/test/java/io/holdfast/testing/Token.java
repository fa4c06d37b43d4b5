package io.holdfast.testing;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What collections under test hold: one object for each time that something is put into one, equal where the numbers
 * are. It counts how many were read out of a stream, also of those that a collection leaves behind there.
 */
public final class Token implements Serializable, Comparable<Token> {

    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<AtomicInteger> READ = ThreadLocal.withInitial(AtomicInteger::new);

    private final int number;

    public Token(int number) {
        this.number = number;
    }

    /** How many this thread has read since it asked before. */
    public static int takeRead() {
        return READ.get().getAndSet(0);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        READ.get().incrementAndGet();
    }

    @Override
    public int compareTo(Token other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && token.number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return "token " + number;
    }
}
