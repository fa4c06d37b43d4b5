package io.holdfast;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testing.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {

    private final SessionId id = TestKeys.id();

    @Test
    void aRandomIdHas192BitsInTheUrlSafeAlphabet() {
        assertThat(id.value()).matches("[A-Za-z0-9_-]{32}");
        assertThat(TestKeys.id()).isNotEqualTo(id);
    }

    @Test
    void anIdIsReadBackFromItsText() {
        assertThat(SessionId.parse(id.value())).contains(id);
    }

    @Test
    void toStringDoesNotTellTheId() {
        assertThat(id.toString()).matches("session#[0-9a-f]{8}").doesNotContain(id.value());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "short",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.node1",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA é",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+"
            })
    void whatCannotBeAnIdIsNone(String text) {
        assertThat(SessionId.parse(text)).isEmpty();
    }
}
