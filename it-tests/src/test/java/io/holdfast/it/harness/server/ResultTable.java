package io.holdfast.it.harness.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What it-tests/servers prints: the tests' results by server, out of their reports. Arguments: the folder of the
 * reports, the version of Java, the servers.
 */
public final class ResultTable {

    private static final String PASSED = "passed";

    private final Map<String, Map<String, String>> results = new TreeMap<>(); // by test, then by server

    private ResultTable() {}

    public static void main(String[] arguments) throws IOException {
        List<String> servers = List.of(arguments).subList(2, arguments.length);
        ResultTable table = new ResultTable();
        for (String server : servers) {
            table.read(server, Path.of(arguments[0], server));
        }
        System.out.println("On Java " + arguments[1] + ":\n");
        System.out.println(table.markdown(servers));
        if (!table.isGood(servers)) {
            System.err.println("Not all passed; what Maven said is in " + arguments[0] + "-SERVER.log.");
            System.exit(1);
        }
    }

    private void read(String server, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("TEST-"))
                    .toList()) {
                readReport(server, file);
            }
        }
    }

    private void readReport(String server, Path file) throws IOException {
        try {
            NodeList cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element one = (Element) cases.item(i);
                String type = one.getAttribute("classname");
                String name = type.substring(type.lastIndexOf('.') + 1) + "." + one.getAttribute("name");
                results.computeIfAbsent(name, unused -> new LinkedHashMap<>())
                        .merge(server, result(one), (a, b) -> a.equals(b) ? a : "FAILED");
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is not a report", e);
        }
    }

    private static String result(Element one) {
        boolean isBad = Stream.of("failure", "error")
                .anyMatch(kind -> one.getElementsByTagName(kind).getLength() > 0);
        if (isBad) {
            return "FAILED";
        }
        return one.getElementsByTagName("skipped").getLength() > 0 ? "skipped" : PASSED;
    }

    private String markdown(List<String> servers) {
        StringBuilder text = new StringBuilder("| test | " + String.join(" | ", servers) + " |\n|---|")
                .append("---|".repeat(servers.size()))
                .append('\n');
        results.forEach((test, byServer) -> text.append("| ")
                .append(test)
                .append(" | ")
                .append(servers.stream()
                        .map(server -> byServer.getOrDefault(server, "-"))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
        return text.toString();
    }

    /** Whether each server passed some tests, and failed none. */
    private boolean isGood(List<String> servers) {
        return servers.stream()
                        .allMatch(server ->
                                results.values().stream().anyMatch(byServer -> PASSED.equals(byServer.get(server))))
                && results.values().stream()
                        .flatMap(byServer -> byServer.values().stream())
                        .allMatch(PASSED::equals);
    }
}
