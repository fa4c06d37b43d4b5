package io.holdfast.config;

import io.holdfast.config.ConfiguredKeys.NamedKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads keys as they are written, and tells what is wrong without showing any of it. */
final class KeyList {

    private static final int BYTES = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Pattern SEPARATOR = Pattern.compile("[,\\r\\n]+");

    private final List<NamedKey> keys = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private KeyList() {}

    /** The keys in their order, one or more; what begins with {@code #} is a comment. */
    static List<NamedKey> parse(String text) throws BadValueException {
        KeyList list = new KeyList();
        SEPARATOR
                .splitAsStream(text)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(list::add);
        list.compare();
        if (!list.problems.isEmpty()) {
            throw new BadValueException(list.problems);
        }
        return list.keys;
    }

    private void add(String line) {
        int place = keys.size() + problems.size() + 1;
        int colon = line.indexOf(':');
        if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
            problems.add("has no name and colon before key number " + place
                    + "; a name is 1 to 32 letters, digits, dots, dashes and underscores");
            return;
        }
        String name = line.substring(0, colon);
        byte[] bytes = decoded(line.substring(colon + 1).strip());
        if (bytes.length != BYTES) {
            problems.add("has a key named " + name + " that is not 32 bytes in Base64");
        } else if (isOneByteRepeated(bytes)) {
            problems.add("has a key named " + name + " that is one byte repeated, which anybody can guess");
        } else if (Arrays.equals(bytes, PublishedKey.bytes())) {
            problems.add("has a key named " + name + " that is published with Holdfast");
        } else {
            keys.add(new NamedKey(name, bytes));
        }
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static boolean isOneByteRepeated(byte[] bytes) {
        byte[] repeated = new byte[BYTES];
        Arrays.fill(repeated, bytes[0]);
        return Arrays.equals(bytes, repeated);
    }

    private void compare() {
        Set<String> names = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (NamedKey key : keys) {
            if (!names.add(key.name())) {
                problems.add("has two keys named " + key.name());
            } else if (!seen.add(Arrays.toString(key.bytes()))) {
                problems.add("has the key named " + key.name() + " twice, under two names");
            }
        }
        if (keys.isEmpty() && problems.isEmpty()) {
            problems.add("has no key");
        }
    }
}
