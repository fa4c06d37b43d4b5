package io.holdfast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The threads by which JVMs compile. Under full load on two processors they get a tenth of one, so that after four
 * minutes most of a server's code is still as the first compiler left it, and costs several times as much.
 */
final class JitThreads {

    private static final List<String> COMMAND = List.of("renice", "-n", "-20", "-p");

    private JitThreads() {}

    /**
     * They get a processor before all other threads from now on.
     *
     * @return false if that is not permitted: it takes root
     */
    static boolean putFirst(long pid) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(COMMAND);
        try (Stream<Path> threads = Files.list(Path.of("/proc", "" + pid, "task"))) {
            threads.filter(JitThreads::compiles).forEach(thread -> command.add("" + thread.getFileName()));
        }
        return command.equals(COMMAND)
                || new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    private static boolean compiles(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("(?s)C[12] Comp.*");
        } catch (IOException e) {
            return false; // it has ended meanwhile
        }
    }
}
