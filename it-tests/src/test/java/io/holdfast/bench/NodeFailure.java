package io.holdfast.bench;

import io.holdfast.testing.MemcachedProcess;
import java.util.Locale;

/** What happens to a node of Holdfast. */
enum NodeFailure {
    HANG {
        @Override
        void begin(MemcachedProcess node) {
            node.hang();
        }

        @Override
        void end(MemcachedProcess node) {
            node.resume();
        }
    },
    KILL {
        @Override
        void begin(MemcachedProcess node) {
            node.kill();
        }

        @Override
        void end(MemcachedProcess node) {
            node.restart();
        }
    };

    abstract void begin(MemcachedProcess node);

    abstract void end(MemcachedProcess node);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
