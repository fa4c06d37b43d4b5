package io.holdfast.cluster;

/**
 * One memcached server, known by its configured name.
 *
 * @param name the name that decides placement; unique among the configured nodes, never empty
 * @param host host name or address literal, an IPv6 literal without brackets
 * @param port TCP port, 1 to 65535
 */
public record Node(String name, String host, int port) {

    public Node {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name must not be empty");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be >= 1 and <= 65535");
        }
    }

    /** By its name, of which a configuration has each once: nodes are looked up many times a request. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The address as people write it, an IPv6 literal in brackets. */
    public String address() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
