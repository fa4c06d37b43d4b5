package io.holdfast.it.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example's JSON, asked of two servers in turn. */
@ExtendWith(RunningExample.Provider.class)
class ExampleApiIT {

    private static final String ON_TWO_OF_THREE = "\\[\"([abc])\",\"(?!\\1)[abc]\"]";

    private final RunningExample example;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    ExampleApiIT(RunningExample example) {
        this.example = example;
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "cdi"})
    void theCounterGoesOnWhicheverServerAnswers(String api) throws Exception {
        assertThat(a("api/login?user=U&api=" + api).body())
                .matches("\\{\"user\":\"U\",\"counter\":0,\"server\":\"server-a\",\"nodes\":" + ON_TWO_OF_THREE + "}");
        assertThat(b("api/hit?api=" + api).body())
                .matches("\\{\"user\":\"U\",\"counter\":1,\"server\":\"server-b\",\"nodes\":" + ON_TWO_OF_THREE + "}");
        assertThat(a("api/hit?api=" + api).body()).contains("\"counter\":2,\"server\":\"server-a\"");
        assertThat(b("api/read?api=" + api).body()).contains("\"counter\":2,\"server\":\"server-b\"");
        assertThat(b("api/logout?api=" + api).body())
                .isEqualTo("{\"user\":null,\"counter\":0,\"server\":\"server-b\",\"nodes\":[]}");
        assertThat(a("api/read?api=" + api).body())
                .isEqualTo("{\"user\":null,\"counter\":0,\"server\":\"server-a\",\"nodes\":[]}");
    }

    @Test
    void nobodyIsLoggedInWithoutLogin() throws Exception {
        assertThat(a("api/hit").body()).isEqualTo("{\"user\":null,\"counter\":0,\"server\":\"server-a\",\"nodes\":[]}");
    }

    @Test
    void aNewLoginHasANewIdAndCountsFromNought() throws Exception {
        a("api/login?user=U");
        a("api/hit");
        String before = cookies();
        assertThat(b("api/login?user=V").body()).contains("\"user\":\"V\",\"counter\":0");
        assertThat(cookies()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, 900_000})
    void thePayloadIsAsLargeAsAskedFor(int size) throws Exception {
        a("api/login?user=U&size=" + size);
        assertThat(b("api/hit").body()).contains("\"counter\":1");
        a("api/login?user=U&api=cdi&size=" + size);
        assertThat(b("api/hit?api=cdi").body()).contains("\"counter\":1");
    }

    @ParameterizedTest
    @CsvSource({
        "api/login?user=U&size=much, 400, size is a number of bytes",
        "api/login?user=U&size=-1, 400, size is a number of bytes",
        "api/login?user=U&size=99999999999, 400, size is a number of bytes",
        "api/login, 400, user is a name",
        "api/login?user=U&api=poker, 400, api is http or cdi",
        "api/enter, 404, there are api/login",
    })
    void whatCannotBeIsRefusedWithAReason(String path, int status, String reason) throws Exception {
        HttpResponse<String> answer = a(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.body()).startsWith("{\"error\":\"").contains(reason);
    }

    private HttpResponse<String> a(String path) throws Exception {
        return get(example.shopA().resolve(path));
    }

    private HttpResponse<String> b(String path) throws Exception {
        return get(example.shopB().resolve(path));
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private String cookies() {
        return client.cookieHandler()
                .map(CookieManager.class::cast)
                .orElseThrow()
                .getCookieStore()
                .getCookies()
                .toString();
    }
}
