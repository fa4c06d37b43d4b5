package io.holdfast.config;

import io.holdfast.config.NodesType.NodeList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nodes: {@code host}, {@code host:port} or {@code name=host:port}, separated by commas. */
record NodesType() implements ValueType<NodeList> {

    record NodeList(List<NodeAddress> nodes) {}

    @Override
    public Class<NodeList> javaType() {
        return NodeList.class;
    }

    @Override
    public String allowedValues() {
        return "host:port or name=host:port, separated by commas; an IPv6 address in brackets; without a port, "
                + NodeAddress.DEFAULT_PORT;
    }

    @Override
    public NodeList parse(String text) throws BadValueException {
        List<NodeAddress> nodes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            try {
                nodes.add(NodeEntry.parse(entry.strip()));
            } catch (BadValueException e) {
                problems.addAll(e.problems());
            }
        }
        addDuplicates(nodes, problems);
        if (!problems.isEmpty()) {
            throw new BadValueException(problems);
        }
        return new NodeList(List.copyOf(nodes));
    }

    private static void addDuplicates(List<NodeAddress> nodes, List<String> problems) {
        Set<String> names = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        for (NodeAddress node : nodes) {
            if (!addresses.add(NodeEntry.canonicalAddress(node))) {
                problems.add("names the address " + node.address() + " more than once");
            } else if (!names.add(node.name())) {
                problems.add("gives the name " + node.name() + " to more than one node");
            }
        }
    }
}
