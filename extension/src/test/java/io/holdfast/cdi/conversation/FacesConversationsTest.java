package io.holdfast.cdi.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacesConversationsTest {

    @ParameterizedTest
    @CsvSource({
        "/page, /page?cid=1",
        "/page?a=b, /page?a=b&cid=1",
        "/page#part, /page?cid=1#part",
        "/page?cid=2, /page?cid=2",
        "/page?a=b&cid=2#part, /page?a=b&cid=2#part",
        "/page?acid=2, /page?acid=2&cid=1"
    })
    void anAddressIsGivenTheConversationUnlessItHasOne(String address, String expected) {
        assertThat(FacesConversations.with("cid=1", address)).isEqualTo(expected);
    }
}
