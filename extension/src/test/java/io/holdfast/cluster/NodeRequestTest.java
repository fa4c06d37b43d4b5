package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cluster.NodeRequest.Delete;
import io.holdfast.cluster.NodeRequest.Get;
import io.holdfast.cluster.NodeRequest.Put;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeRequestTest {

    private static final int LONGEST_KEY = 250;
    private static final byte[] VALUE = {1};

    @ParameterizedTest
    @ValueSource(ints = {1, LONGEST_KEY})
    void aKeyMayHaveOneTo250Characters(int length) {
        String key = "k".repeat(length);
        assertThat(new Get(key, true, 1).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, LONGEST_KEY + 1})
    void aKeyOfAnotherLengthIsRefusedInEveryRequest(int length) {
        String key = "k".repeat(length);
        String refusal = "key length must be >= 1 and <= 250 but is " + length;
        assertThatThrownBy(() -> new Get(key, true, 1)).hasMessage(refusal);
        assertThatThrownBy(() -> new Put(key, VALUE, 0, 1, 1)).hasMessage(refusal);
        assertThatThrownBy(() -> new Delete(key, 1)).hasMessage(refusal);
    }

    @ParameterizedTest
    @ValueSource(chars = {'!', '~'})
    void theOutermostPrintableCharactersMayBeInAKey(char c) {
        assertThat(new Delete("k" + c, 1).key()).isEqualTo("k" + c);
    }

    @ParameterizedTest
    @ValueSource(chars = {' ', '\r', '\n', '\0', 127, 'ö'})
    void whatWouldEndACommandOrIsNotAsciiIsRefusedInAKey(char c) {
        assertThatThrownBy(() -> new Delete("k" + c, 1)).hasMessage("key has a character outside [!-~] at position 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, NodeRequest.MAX_TTL_SECONDS})
    void aTimeToLiveIsRelative(int seconds) {
        assertThat(new Put("k", VALUE, 0, seconds, 1).ttlSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, NodeRequest.MAX_TTL_SECONDS + 1})
    void aTimeToLiveThatMemcachedWouldTakeForADateOrForNoneIsRefused(int seconds) {
        assertThatThrownBy(() -> new Get("k", true, seconds)).hasMessageEndingWith("but is " + seconds);
        assertThatThrownBy(() -> new Put("k", VALUE, 0, seconds, 1)).hasMessageEndingWith("but is " + seconds);
    }

    @Test
    void aWriteWithoutATimeToLiveIsRefused() {
        assertThatThrownBy(() -> new Put("k", VALUE, 0, 0, 1)).hasMessageEndingWith("but is 0");
    }

    @Test
    void anEmptyValueIsRefused() {
        assertThatThrownBy(() -> new Put("k", new byte[0], 0, 1, 1)).hasMessage("value must not be empty");
    }

    @Test
    void aDeletionOfWhatIsNotThereIsRefused() {
        assertThatThrownBy(() -> new Delete("k", 0)).hasMessage("cas must be the token of a value");
    }
}
