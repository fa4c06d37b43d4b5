package io.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void whatTheScriptSaysIsFoundAmongTheWordsOfWrk() {
        String said = """
                Running 5s test @ http://127.0.0.1:12080/bench/shop/read
                  32 threads and 32 connections
                  Latency   812.40us    1.10ms  29.70ms   94.11%
                Requests/sec:   9876.54
                result 49383 5000123 2 1 700 4500 1 3
                """;
        assertThat(Load.read(said)).isEqualTo(new Load(49_383, 5.000123, 2, 1, 0.7, 4.5, 1, 3));
    }

    @Test
    void wrkThatSaysNoResultHasFailed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Load.read("unable to connect to 127.0.0.1:12080"))
                .withMessageContaining("unable to connect");
    }
}
