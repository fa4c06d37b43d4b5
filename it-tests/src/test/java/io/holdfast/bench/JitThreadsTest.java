package io.holdfast.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JitThreadsTest {

    private static final int NICE = 16; // the place in stat behind the name; proc(5)

    @Test
    void compilersAndNoOtherThreadsAreFirstIfThatIsPermitted() throws Exception {
        boolean isPermitted = JitThreads.putFirst(ProcessHandle.current().pid());

        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            List<String> first = threads.map(JitThreadsTest::stat)
                    .filter(stat -> stat.substring(stat.lastIndexOf(')') + 2)
                            .split(" ", -1)[NICE]
                            .equals("-20"))
                    .toList();
            assertThat(first).allMatch(stat -> stat.matches("(?s)\\d+ \\(C[12] Comp.*"));
            assertThat(first.isEmpty()).isNotEqualTo(isPermitted);
        }
    }

    private static String stat(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException e) {
            return "0 (ended) " + "0 ".repeat(NICE + 1);
        }
    }
}
