package io.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Processor time as Linux counts it, in milliseconds; see proc(5). */
final class Ticks {

    /** The unit of these files is a hundredth of a second wherever Java runs. */
    private static final int MILLIS = 10;

    private static final int USER_TIME = 13;
    private static final int CHILDRENS_USER_TIME = 15;
    private static final int CHILDRENS_SYSTEM_TIME = 16;

    private Ticks() {}

    /** What a process has used. */
    static long of(long pid) {
        return sum(process("" + pid), USER_TIME, USER_TIME + 1);
    }

    /** What this process has used, and its children that have ended. */
    static long ofThisAndItsChildren() {
        return sum(process("self"), USER_TIME, USER_TIME + 1, CHILDRENS_USER_TIME, CHILDRENS_SYSTEM_TIME);
    }

    /** What all have used, the machine's host included; interrupts are in the times of processes too. */
    static long ofAll() {
        return sum(words(Path.of("/proc/stat"), "cpu "), 1, 2, 3, 6, 7, 8); // neither idle nor waiting
    }

    private static String[] process(String pid) {
        return words(Path.of("/proc", pid, "stat"), "");
    }

    private static String[] words(Path file, String beginning) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(beginning))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("\\(.*\\)", "()") // a name may have blanks
                    .split(" +");
        } catch (IOException e) {
            throw new UncheckedIOException("to know a process's time takes a Linux", e);
        }
    }

    private static long sum(String[] words, int... places) {
        return MILLIS
                * Arrays.stream(places)
                        .mapToLong(place -> Long.parseLong(words[place]))
                        .sum();
    }
}
