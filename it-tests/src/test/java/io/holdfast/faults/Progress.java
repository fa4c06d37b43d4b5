package io.holdfast.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says now and then how it goes, and writes down every answer that was not right. */
final class Progress {

    private final PrintStream out;
    private final PrintStream notes;
    private int told;
    private long since;

    Progress(PrintStream out, Path notes) throws IOException {
        this.out = out;
        this.notes = new PrintStream(Files.newOutputStream(notes), true, StandardCharsets.UTF_8);
    }

    void begin(String what) {
        told = 0;
        since = System.nanoTime();
        out.println(what);
        note(what);
    }

    void say(String what) {
        out.printf(Locale.ROOT, "  %5.1f s  %s%n", (System.nanoTime() - since) / 1e9, what);
        note(what);
    }

    /** With the time of day, as the servers' logs have it. */
    void note(String what) {
        notes.println(LocalTime.now(ZoneId.systemDefault()) + " " + what);
    }

    /** The answers since it was last told. */
    void tell(Collection<Answer> answers) {
        List<Answer> fresh = answers.stream().skip(told).toList();
        told += fresh.size();
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        fresh.forEach(answer -> outcomes.merge(answer.outcome(), 1, Integer::sum));
        long slowest = fresh.stream().mapToLong(Answer::nanos).max().orElse(0);
        say(outcomes + String.format(Locale.ROOT, ", slowest %d ms", slowest / 1_000_000));
    }
}
