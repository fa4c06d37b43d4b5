package io.holdfast.bench;

import io.holdfast.SessionStore;
import io.holdfast.it.harness.server.Jars;
import java.nio.file.Path;
import java.util.List;

/** Runs the program that the first word names with the options that follow; ends with 1 if something went wrong. */
public final class BenchCommand {

    private BenchCommand() {}

    public static void main(String[] words) throws Exception {
        Program program;
        Options options;
        try {
            program = Program.named(words[0]);
            options = Options.read(List.of(words).subList(1, words.length), Jars.of(SessionStore.class));
            program.check(options);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        boolean wentWell = program.run(options, Path.of(System.getProperty("run.dir")));
        System.exit(wentWell ? 0 : 1);
    }
}
