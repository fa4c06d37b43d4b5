package io.holdfast.memcached;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The first line of an answer, as it lies in a buffer: words between single blanks, the first a code, the others a
 * character each and what it stands for. Numbers are read off the bytes, as two of these lines belong to every request.
 *
 * @param start of the first byte
 * @param end after the last byte, without CR LF
 */
record AnswerLine(ByteBuffer bytes, int start, int end) {

    /** So many decimal digits are below 2^63. */
    private static final int SURELY_POSITIVE_DIGITS = 18;

    int at(int place) {
        return bytes.get(start + place);
    }

    String text() {
        return text(start, end);
    }

    private String text(int from, int to) {
        byte[] some = new byte[to - from];
        bytes.get(from, some);
        return new String(some, StandardCharsets.ISO_8859_1);
    }

    private int wordEnd(int from) {
        int at = from;
        while (at < end && bytes.get(at) != ' ') {
            at++;
        }
        return at;
    }

    int firstWordLength() {
        return wordEnd(start) - start;
    }

    String firstWord() {
        return text(start, wordEnd(start));
    }

    /** -1 if there is no second word. */
    long secondWordAsNumber() throws ProtocolException {
        int blank = wordEnd(start);
        return blank == end ? -1 : number(blank + 1, wordEnd(blank + 1));
    }

    /** Where what the flag stands for begins; -1 if it is not there. */
    private int find(char flag) {
        for (int blank = wordEnd(start); blank < end; blank = wordEnd(blank + 1)) {
            if (blank + 1 < end && bytes.get(blank + 1) == flag) {
                return blank + 2;
            }
        }
        return -1;
    }

    boolean has(char flag) {
        return find(flag) >= 0;
    }

    /** CAS tokens take all 64 bits, client flags all 32. */
    long number(char flag) throws ProtocolException {
        int from = find(flag);
        if (from < 0) {
            throw new ProtocolException("an answer without the flag " + flag);
        }
        return number(from, wordEnd(from));
    }

    private long number(int from, int to) throws ProtocolException {
        boolean isNegative = from < to && bytes.get(from) == '-';
        int first = isNegative ? from + 1 : from;
        if (to == first) {
            throw notANumber();
        }
        long number = 0;
        for (int at = first; at < to; at++) {
            int digit = bytes.get(at) - '0';
            if (digit < 0 || digit > 9) {
                throw notANumber();
            }
            number = 10 * number + digit;
        }
        if (to - first > SURELY_POSITIVE_DIGITS) {
            number = large(text(first, to));
        }
        return isNegative ? -number : number;
    }

    private static long large(String digits) throws ProtocolException {
        try {
            return Long.parseUnsignedLong(digits);
        } catch (NumberFormatException e) {
            throw notANumber();
        }
    }

    private static ProtocolException notANumber() {
        return new ProtocolException("not a number where one belongs");
    }
}
