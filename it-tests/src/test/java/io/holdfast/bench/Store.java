package io.holdfast.bench;

import java.util.List;
import java.util.Map;

/** What keeps the sessions of one server beside it. */
interface Store extends AutoCloseable {

    /** System properties by which the server finds it. */
    Map<String, String> properties();

    /** Of its processes. */
    List<Long> pids();

    /** How many of its processes are sent the same at the same time; 1 if there is none. */
    default int copies() {
        return 1;
    }

    /** What it has counted in all its life, of what is told for one request. */
    Map<Figure, Double> counted();

    @Override
    void close();
}
