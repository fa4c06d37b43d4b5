package io.holdfast.bench;

import java.util.List;
import java.util.Map;

/** Nothing beside the server. */
record NoStore() implements Store {

    @Override
    public Map<String, String> properties() {
        return Map.of();
    }

    @Override
    public List<Long> pids() {
        return List.of();
    }

    @Override
    public Map<Figure, Double> counted() {
        return Map.of();
    }

    @Override
    public void close() {
        // there is nothing to close
    }
}
