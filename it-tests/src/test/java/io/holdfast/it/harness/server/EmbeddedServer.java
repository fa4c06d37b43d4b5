package io.holdfast.it.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A server that is told what to do on its standard input, and says on its standard output what came of it. */
abstract class EmbeddedServer extends Server {

    EmbeddedServer(ServerHome serverHome) {
        super(serverHome);
    }

    /** What applications have to bring along because this server lacks it. */
    abstract List<Path> lacking() throws IOException;

    abstract String deployment(String name, Path file);

    /** What it says after each command, whatever came of it. */
    abstract String prompt();

    /** What it says if a command failed. */
    abstract String failure();

    @Override
    final String readyLine() {
        return prompt();
    }

    @Override
    public final void deploy(Path archive) {
        try {
            Path complete = Libraries.added(archive, serverHome().folder().resolve("given"), lacking());
            command(deployment(nameOf(archive.getFileName().toString()), complete));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void undeploy(String fileName) {
        command("undeploy " + nameOf(fileName));
    }

    private void command(String line) {
        long before = endOfLog();
        tell(line);
        await("done with " + line, () -> saidSince(before, prompt()));
        try {
            if (saidSince(before, failure())) {
                throw new DeploymentFailed(lastLines(before));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
