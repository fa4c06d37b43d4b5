package io.holdfast.store;

import io.holdfast.cluster.NodeReply;
import io.holdfast.cluster.NodeRequest;
import io.holdfast.session.RecordUnreadableException;
import io.holdfast.session.SessionRecord;
import io.holdfast.session.SessionRecord.Live;
import io.holdfast.testing.ManualClock;
import io.holdfast.testing.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happened in a schedule, for whoever replays it; costs nothing while it is off. */
final class Trace {

    private final boolean on;
    private final ManualClock clock;
    private final List<String> lines = new ArrayList<>();
    private int numbers;

    Trace(boolean on, ManualClock clock) {
        this.on = on;
        this.clock = clock;
    }

    boolean isOn() {
        return on;
    }

    int number() {
        return ++numbers;
    }

    void note(String format, Object... parts) {
        if (on) {
            String time = String.format(Locale.ROOT, "%7d ", clock.nanos() / 1_000_000);
            lines.add(time + String.format(Locale.ROOT, format, parts));
        }
    }

    List<String> lines() {
        return lines;
    }

    static String shown(NodeRequest request) {
        if (request instanceof NodeRequest.Put put) {
            return "put " + shown(put.key()) + " cas " + put.cas() + " " + shown(put.key(), put.value());
        }
        if (request instanceof NodeRequest.Delete delete) {
            return "delete " + shown(delete.key()) + " cas " + delete.cas();
        }
        NodeRequest.Get get = (NodeRequest.Get) request;
        return (get.withValue() ? "get " : "digest ") + shown(get.key());
    }

    static String shown(NodeReply reply) {
        if (reply instanceof NodeReply.Hit hit) {
            return String.format(Locale.ROOT, "hit cas %d digest %08x", hit.cas(), hit.flags());
        }
        return reply.toString();
    }

    private static String shown(String key) {
        return key.substring(0, 8);
    }

    private static String shown(String key, byte[] value) {
        try {
            return shown(TestKeys.NODES.decode(key, value));
        } catch (RecordUnreadableException e) {
            return "unreadable";
        }
    }

    static String shown(SessionRecord record) {
        if (!(record instanceof Live live)) {
            return "tombstone";
        }
        return live.attributes().entrySet().stream()
                .map(entry -> entry.getKey() + "@"
                        + Long.toHexString(entry.getValue().stamp().time() & 0xffffffffffL) + "."
                        + entry.getValue().stamp().writer())
                .collect(Collectors.joining(" ", "[", "]"));
    }
}
