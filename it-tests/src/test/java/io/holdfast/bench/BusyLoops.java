package io.holdfast.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Others on the same machine that want all of its processors. */
record BusyLoops(int count) implements Pressure {

    private static final List<String> COMMAND = List.of("sh", "-c", "while :; do :; done");

    @Override
    public String name() {
        return "busy-" + count;
    }

    @Override
    public Lasting begin(long server, URI application) {
        List<Lasting> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loops.add(Commands.start(COMMAND));
        }
        return () -> loops.forEach(Lasting::close);
    }
}
