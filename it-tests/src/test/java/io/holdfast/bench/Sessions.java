package io.holdfast.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sessions of one size on one server.
 *
 * @param application where it is
 * @param file with a line for the cookie of each
 */
record Sessions(URI application, Path file, List<String> cookies) {

    static Sessions begin(URI application, Path file, int count, int kilobytes) throws IOException {
        List<String> cookies = Stream.generate(() -> beginOne(application, kilobytes))
                .limit(count)
                .toList();
        Files.write(file, cookies);
        return new Sessions(application, file, cookies);
    }

    /** @return its cookie */
    static String beginOne(URI application, int kilobytes) {
        URI begin = application.resolve("shop/begin?bytes=" + kilobytes * 1024);
        String header = Http.get(begin).headers().firstValue("Set-Cookie").orElseThrow();
        return header.split(";", 2)[0];
    }

    /** How many changes they have seen. */
    long changes() {
        return cookies.stream()
                .map(cookie -> Http.get(application.resolve("shop/read"), "Cookie", cookie))
                .mapToLong(answer -> Long.parseLong(answer.body().split(" ", 2)[0]))
                .sum();
    }
}
