package io.holdfast.session;

/**
 * When an attribute was last written: a hybrid logical clock value, then the writer's number; a total order.
 *
 * @param time milliseconds since 1970 in the upper 48 bits, a counter in the lower 16 (Kulkarni et al., "Logical
 *     Physical Clocks", 2014)
 * @param writer number of the process that wrote, which decides between equal times
 */
public record Stamp(long time, int writer) implements Comparable<Stamp> {

    static final int COUNTER_BITS = 16;

    /** Before every stamp a clock gives out. */
    public static final Stamp ZERO = new Stamp(0, 0);

    @Override
    public int compareTo(Stamp other) {
        int byTime = Long.compare(time, other.time);
        return byTime != 0 ? byTime : Integer.compare(writer, other.writer);
    }

    /** About when it was, in milliseconds since 1970. */
    public long wallMillis() {
        return time >>> COUNTER_BITS;
    }

    /** Whether this write is later than {@code other}. */
    public boolean isAfter(Stamp other) {
        return compareTo(other) > 0;
    }
}
