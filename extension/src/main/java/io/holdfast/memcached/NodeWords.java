package io.holdfast.memcached;

/** What a node said, made fit for a log: it may be anybody's words, meant to look like lines of the log. */
final class NodeWords {

    private static final int LONGEST = 120;

    private NodeWords() {}

    /** The text without anything but printable ASCII, and cut. */
    static String forLog(String said) {
        String start = said.substring(0, Math.min(LONGEST, said.length())).replaceAll("[^ -~]", "?");
        return said.length() <= LONGEST ? start : start + "...";
    }
}
