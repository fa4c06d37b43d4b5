package io.holdfast.config;

/**
 * One configured node.
 *
 * @param name decides placement; unique among the configured nodes
 * @param host host name or address literal, an IPv6 literal without brackets; in lower case; not resolved
 * @param port 1 to 65535
 */
public record NodeAddress(String name, String host, int port) {

    /** The port memcached listens on unless told otherwise. */
    static final int DEFAULT_PORT = 11211;

    /** The address as people write it, an IPv6 literal in brackets. */
    public String address() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
