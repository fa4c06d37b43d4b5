package io.holdfast.store;

import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where none is configured: there is nothing in it, and nothing waits for it. */
final class NoArchive implements SessionArchive {

    @Override
    public boolean isEnabled() {
        return false;
    }

    @Override
    public boolean isStrict() {
        return false;
    }

    @Override
    public int maxLostChanges() {
        return 0;
    }

    @Override
    public void start(Nodes nodes) {}

    @Override
    public Finding find(String key, Trace trace, Duration timeout) {
        return new Finding.Nothing();
    }

    @Override
    public void saved(String key, Live record, int ttlSeconds) {}

    @Override
    public void seen(String key, Live record, int ttlSeconds) {}

    @Override
    public @Nullable SessionRecord write(String key, SessionRecord record, int ttlSeconds, Duration timeout) {
        return null;
    }

    @Override
    public @Nullable SessionRecord waiting(String key) {
        return null;
    }

    @Override
    public void close() {}
}
