package io.holdfast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.SessionId;
import io.holdfast.SessionTooLargeException;
import org.junit.jupiter.api.Test;

class ItemLimitIT {

    @Test
    void aSessionLargerThanTheNodesTakeIsRefusedAndStaysAsItWas() {
        try (RealNodes nodes = new RealNodes("-I", "512k")) {
            ReplicatedSessionStore store = new ReplicatedSessionStore(nodes.engine());
            SessionId id = store.create(session -> session.set("user", "ada"));

            assertThatThrownBy(() -> store.update(id, session -> {
                        session.set("big", new byte[600_000]);
                        return null;
                    }))
                    .isInstanceOf(SessionTooLargeException.class)
                    .hasMessageContaining("the limit is " + (512 * 1024 - 350) + " (the item size of node node");

            assertThat(store.find(id).orElseThrow().attributes()).containsOnlyKeys("user");
            assertThat(store.locate(id)).hasSize(2);
        }
    }
}
