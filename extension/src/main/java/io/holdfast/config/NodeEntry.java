package io.holdfast.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One entry of the list of nodes, taken apart. Resolves no name. */
final class NodeEntry {

    /** A name may look like an address, so that a node that moves can keep the name, and the sessions, it had. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,64}");

    private static final Pattern HOST = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?\\.?");
    private static final Pattern IN_BRACKETS = Pattern.compile("\\[([^\\]]*)\\](?::(.*))?");
    private static final Pattern PLAIN = Pattern.compile("([^:]*)(?::([^:]*))?");

    private NodeEntry() {}

    static NodeAddress parse(String entry) throws BadValueException {
        int equals = entry.indexOf('=');
        String address = entry.substring(equals + 1).strip();
        NodeAddress unnamed = parseAddress(entry, address);
        String name =
                equals < 0 ? unnamed.address() : entry.substring(0, equals).strip();
        if (equals >= 0 && !NAME.matcher(name).matches()) {
            throw problem(entry, "needs a name of 1 to 64 letters, digits, dots, hyphens, underscores or colons");
        }
        return new NodeAddress(name, unnamed.host(), unnamed.port());
    }

    /** The same text for two spellings of one address. */
    static String canonicalAddress(NodeAddress node) {
        boolean literal = node.host().indexOf(':') >= 0;
        return (literal ? ipv6(node.host()) : node.host()) + " " + node.port();
    }

    private static NodeAddress parseAddress(String entry, String address) throws BadValueException {
        Matcher brackets = IN_BRACKETS.matcher(address);
        if (brackets.matches()) {
            String host = brackets.group(1);
            if (ipv6(host).isEmpty()) {
                throw problem(entry, "has no IPv6 address in its brackets");
            }
            return at(entry, host, brackets.group(2));
        }
        Matcher plain = PLAIN.matcher(address);
        if (!plain.matches()) {
            throw problem(entry, "has too many colons: an IPv6 address goes in brackets, as in [::1]:11211");
        }
        if (!HOST.matcher(plain.group(1)).matches()) {
            throw problem(entry, "needs a host name or an address before the port");
        }
        return at(entry, plain.group(1), plain.group(2));
    }

    private static NodeAddress at(String entry, String host, @Nullable String port) throws BadValueException {
        String lower = host.toLowerCase(Locale.ROOT);
        if (port == null) {
            return new NodeAddress("", lower, NodeAddress.DEFAULT_PORT);
        }
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw problem(entry, "needs a port from 1 to 65535");
        }
        return new NodeAddress("", lower, Integer.parseInt(port));
    }

    /** The one spelling of an IPv6 literal, or nothing if it is none. In brackets it is never looked up. */
    private static String ipv6(String literal) {
        try {
            return InetAddress.getByName("[" + literal + "]").getHostAddress();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    private static BadValueException problem(String entry, String problem) {
        return BadValueException.because((entry.isEmpty() ? "has an empty entry, which " : entry + " ") + problem);
    }
}
