package io.holdfast.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Commands that run until they are ended, by SIGTERM; forgotten ones end with this JVM. */
final class Commands {

    private Commands() {}

    static Pressure.Lasting start(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            Thread lastRites = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(lastRites);
            return () -> {
                process.destroy();
                process.onExit().join();
                Runtime.getRuntime().removeShutdownHook(lastRites);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(command.get(0) + " could not be started", e);
        }
    }
}
