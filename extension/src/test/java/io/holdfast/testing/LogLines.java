package io.holdfast.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged at INFO and above while this is open. Thread-safe. */
public final class LogLines implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger log;
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.INFO.intValue()) {
                String fault = line.getThrown() == null ? "" : " " + line.getThrown();
                lines.add(line.getLevel() + " " + line.getLoggerName() + " " + new SimpleFormatter().formatMessage(line)
                        + fault);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LogLines(Logger log) {
        this.log = log;
        log.addHandler(listener);
    }

    public static LogLines of(Class<?> logging) {
        return new LogLines(Logger.getLogger(logging.getName()));
    }

    public static LogLines ofAll() {
        return new LogLines(Logger.getLogger(""));
    }

    /** Each with its level and logger before it, and what was thrown after it. */
    public List<String> all() {
        return List.copyOf(lines);
    }

    public void forget() {
        lines.clear();
    }

    @Override
    public void close() {
        log.removeHandler(listener);
    }
}
