package io.holdfast.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a browser is sent that is to ask the same again. */
class SameAddressTest {

    @ParameterizedTest
    @CsvSource({
        "/app/page, a=1&b=%2F, /app/page?a=1&b=%2F",
        "/app/page, , /app/page",
        "/app/, , /app/",
        "/, x, /?x",
        "/app/page:1, , /app/page:1",
        "/app/a;v=1, , /app/a;v=1"
    })
    void itIsTheSameAddress(String path, String query, String same) {
        URI asked = URI.create("http://example.com/proxied" + path);
        assertThat(asked.resolve(ContainerLogin.sameAddress(path, query)))
                .isEqualTo(URI.create("http://example.com/proxied" + same));
    }

    @ParameterizedTest
    @CsvSource({"//evil.example/page", "///evil.example", "//evil.example/"})
    void itIsOfTheSameHost(String path) {
        URI asked = URI.create("http://example.com/");
        assertThat(asked.resolve(ContainerLogin.sameAddress(path, null)).getHost())
                .isEqualTo("example.com");
    }
}
