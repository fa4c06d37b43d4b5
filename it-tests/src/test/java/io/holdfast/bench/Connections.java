package io.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux counts of the TCP connections between processes of this machine, as ss(8) tells it. */
final class Connections {

    private static final Pattern ADDRESSES = Pattern.compile(".*:(\\d+) +\\S*:(\\d+) +users:.*?pid=(\\d+),.*");
    private static final Pattern SEGMENTS = Pattern.compile(".* data_segs_out:(\\d+) .*");

    private Connections() {}

    /**
     * How many segments with data one process has sent to others on connections that still exist. A request of up to 64
     * KB is one, if its answer is waited for before the next is sent.
     */
    static long segments(long from, List<Long> to) {
        try {
            Process ss = new ProcessBuilder("ss", "-Htinp").start();
            String said = new String(ss.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return segments(said, from, to);
        } catch (IOException e) {
            throw new UncheckedIOException("to know what a process sends takes ss, of the package iproute2", e);
        }
    }

    static long segments(String said, long from, List<Long> to) {
        List<End> ends = said.replace("\n\t", " ")
                .lines()
                .map(ADDRESSES::matcher)
                .filter(Matcher::matches)
                .map(End::of)
                .toList();
        List<Integer> others =
                ends.stream().filter(end -> to.contains(end.pid)).map(End::port).toList();
        return ends.stream()
                .filter(end -> end.pid == from && others.contains(end.peer))
                .mapToLong(End::segments)
                .sum();
    }

    /** One of the two of a connection. All are on the loopback interface, so ports are enough to know them by. */
    private record End(int port, int peer, long pid, long segments) {

        static End of(Matcher line) {
            Matcher segments = SEGMENTS.matcher(line.group());
            return new End(
                    Integer.parseInt(line.group(1)),
                    Integer.parseInt(line.group(2)),
                    Long.parseLong(line.group(3)),
                    segments.matches() ? Long.parseLong(segments.group(1)) : 0);
        }
    }
}
