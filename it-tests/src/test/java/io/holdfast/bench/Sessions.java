package io.holdfast.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sessions of one size on one server.
 *
 * @param application where it is
 * @param file with a line for the cookie of each, whose user has the number of the line
 */
record Sessions(URI application, Path file, List<String> cookies) {

    static Sessions begin(URI application, Path file, int count, int kilobytes) throws IOException {
        List<String> cookies = IntStream.rangeClosed(1, count)
                .mapToObj(line -> beginOne(application, kilobytes, "user" + line))
                .toList();
        Files.write(file, cookies);
        return new Sessions(application, file, cookies);
    }

    /** @return its cookie */
    static String beginOne(URI application, int kilobytes, String user) {
        URI begin = application.resolve("shop/begin?bytes=" + kilobytes * 1024 + "&user=" + user);
        String header = Http.get(begin).headers().firstValue("Set-Cookie").orElseThrow();
        return header.split(";", 2)[0];
    }

    /** Whether the first of them is. */
    boolean isAnswered() {
        return Http.ask(application.resolve("shop/read"), "Cookie", cookies.get(0))
                        .statusCode()
                == 200;
    }

    /** How many changes they have seen. */
    long changes() {
        return cookies.stream()
                .map(cookie -> Http.get(application.resolve("shop/read"), "Cookie", cookie))
                .mapToLong(answer -> Long.parseLong(answer.body().split(" ", 2)[0]))
                .sum();
    }
}
