package io.holdfast.archive;

import io.holdfast.testing.ManualClock;
import java.time.Duration;

/** The contract, in memory. */
class MapSessionTableTest extends SessionTableContract {

    private final ManualClock clock = new ManualClock();
    private final MapSessionTable rows = new MapSessionTable(clock);

    @Override
    protected SessionTable newTable(String namespace) {
        return rows.seenFrom(namespace);
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    protected void damage(String key) {
        rows.damage(key);
    }

    @Override
    protected int rows() {
        return rows.size();
    }
}
