package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeTest {

    @Test
    void anAddressOfTheSixthVersionIsWrittenInBrackets() {
        assertThat(new Node("a", "::1", 11211).address()).isEqualTo("[::1]:11211");
        assertThat(new Node("a", "10.0.0.1", 11211).address()).isEqualTo("10.0.0.1:11211");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535})
    void aPortMayBeTheFirstOrTheLast(int port) {
        assertThat(new Node("a", "host", port).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_536})
    void anotherPortIsRefused(int port) {
        assertThatThrownBy(() -> new Node("a", "host", port)).hasMessage("port must be >= 1 and <= 65535");
    }

    @Test
    void aNodeWithoutANameIsRefused() {
        assertThatThrownBy(() -> new Node("", "host", 1)).hasMessage("name must not be empty");
    }
}
