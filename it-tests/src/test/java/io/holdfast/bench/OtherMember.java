package io.holdfast.bench;

import io.holdfast.it.harness.server.Server;
import java.util.List;
import java.util.Map;

/** A server that another one of its make copies its sessions to, and that nobody asks. */
record OtherMember(Server server) implements Store {

    @Override
    public Map<String, String> properties() {
        return Map.of();
    }

    @Override
    public List<Long> pids() {
        return List.of(server.pid());
    }

    @Override
    public Map<Figure, Double> counted() {
        return ProcessFiles.transferred(server.pid());
    }

    @Override
    public void close() {
        server.close();
    }
}
