package io.holdfast.store;

import io.holdfast.session.StoredValue;
import java.util.Map;

/** What one request has of a session besides what it shares with the others. Thread-safe, but for hands and stay. */
final class UnitOfWork {

    private final Hands hands = new Hands();
    private final Stay stay = new Stay();
    private final String openedUnder;
    private volatile String key; // that it knows of
    private volatile Map<String, StoredValue> attempted = Map.of();

    UnitOfWork(String openedUnder) {
        this.openedUnder = openedUnder;
        this.key = openedUnder;
    }

    Hands hands() {
        return hands;
    }

    Stay stay() {
        return stay;
    }

    String key() {
        return key;
    }

    void knows(String present) {
        key = present;
    }

    /** Whether it was opened under a key that the session has left since. */
    boolean isOpenedUnder(String former) {
        return openedUnder.equals(former);
    }

    /** What its last save was to store. */
    Map<String, StoredValue> attempted() {
        return attempted;
    }

    void attempted(Map<String, StoredValue> changes) {
        attempted = changes;
    }
}
