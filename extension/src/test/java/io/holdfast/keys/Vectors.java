package io.holdfast.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads test vectors in the form of NIST's response files: a case is a paragraph of lines {@code Name = value}. */
final class Vectors {

    /** One case; its values by their names. */
    record Case(String text, Map<String, String> values, boolean fails) {

        private static Case of(String text) {
            Map<String, String> values = new HashMap<>();
            text.lines().filter(line -> line.contains(" =")).forEach(line -> {
                String[] parts = line.split(" =", 2);
                values.put(parts[0], parts[1].strip());
            });
            return new Case(text, values, text.lines().anyMatch("FAIL"::equals));
        }

        byte[] bytes(String name) {
            return HexFormat.of().parseHex(values.get(name));
        }
    }

    private Vectors() {}

    /** All cases of a file beside this class. */
    static List<Case> in(String file) throws IOException {
        try (InputStream in = Vectors.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return Arrays.stream(text.split("\n\n+"))
                    .filter(paragraph -> paragraph.contains("Count ="))
                    .map(Case::of)
                    .collect(Collectors.toUnmodifiableList());
        }
    }
}
