package io.holdfast.faults;

import io.holdfast.testing.MemcachedProcess;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A memcached and the links that lead to it, one from each server. */
final class FaultyNode implements AutoCloseable {

    private final String name;
    private final List<FaultyLink> links;
    private MemcachedProcess process = MemcachedProcess.start();

    FaultyNode(String name, int servers) {
        this.name = name;
        links = Stream.generate(() -> new FaultyLink(process.port()))
                .limit(servers)
                .toList();
    }

    String name() {
        return name;
    }

    /** The link that the server of that number has to this node. */
    FaultyLink link(int server) {
        return links.get(server);
    }

    List<FaultyLink> links() {
        return links;
    }

    /** Another process in place of this one, empty, on good links. */
    void renew(List<String> options) {
        process.close();
        process = MemcachedProcess.start(options.toArray(String[]::new));
        links.forEach(link -> {
            link.become(LinkFault.CLEAR);
            link.leadTo(process.port());
            link.takeConnections();
        });
    }

    void kill() {
        links.forEach(FaultyLink::refuse);
        process.kill();
    }

    void startEmpty() {
        process.restart();
        links.forEach(FaultyLink::takeConnections);
    }

    void hang() {
        process.hang();
    }

    void resume() {
        process.resume();
    }

    void become(LinkFault linkFault) {
        links.forEach(link -> link.become(linkFault));
    }

    long stat(String counter) {
        return process.stat(counter);
    }

    /** Whether it holds something of more than so many bytes there; a tombstone is smaller than any session of ours. */
    boolean holds(String key, int bytes) {
        try {
            String answer = process.ask("mg " + key + " s");
            return answer != null && answer.startsWith("HD s") && Integer.parseInt(answer.substring(4)) > bytes;
        } catch (IOException e) {
            return false; // dead, and so is what it held
        }
    }

    @Override
    public void close() {
        links.forEach(FaultyLink::close);
        process.close();
    }
}
