package io.holdfast.it.harness.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A Payara Server with one domain, the one that it comes with; its administration is told what to deploy. */
final class PayaraFullServer extends Server {

    private static final int ADMINISTRATION = 4848;
    private static final List<Integer> OTHER_PORTS = List.of(3700, 3820, 3920, 8686);

    private static final String CONFIGURATION = "<config name=\"server-config\">";
    private static final String NO_BROKER = "<jms-service type=\"REMOTE\" default-jms-host=\"none\">"
            + "<jms-host name=\"none\" host=\"localhost\" port=\"7676\"/></jms-service>";
    private static final String HAZELCAST = "<hazelcast-config-specific-configuration";

    PayaraFullServer(ServerHome serverHome) {
        super(serverHome);
    }

    @Override
    ProcessBuilder command() throws IOException {
        Path folder = serverHome().folder();
        Directories.delete(folder);
        Directories.copy(serverHome().home().resolve("glassfish/domains/domain1"), folder);
        Path domain = folder.resolve("config/domain.xml");
        Files.writeString(domain, onLoopback(Files.readString(domain)));
        ProcessBuilder builder = new ProcessBuilder(
                "sh",
                serverHome().home().resolve("bin/asadmin").toString(),
                "start-domain",
                "--verbose",
                "--domaindir=" + folder.getParent(),
                "--postbootcommandfile=" + KnownUser.payarasCommand(folder),
                folder.getFileName().toString());
        builder.environment().put("AS_JAVA", System.getProperty("java.home"));
        return builder;
    }

    private String onLoopback(String domain) {
        String properties = serverHome().properties().entrySet().stream()
                .map(each -> "<jvm-options>-D" + each.getKey() + "=" + each.getValue() + "</jvm-options>")
                .collect(Collectors.joining());
        String edited = domain.replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                .replace(
                        "port=\"8080\"",
                        "address=\"127.0.0.1\" port=\"" + serverHome().httpPort() + "\"")
                .replace("port=\"" + ADMINISTRATION + "\"", "address=\"127.0.0.1\" port=\"" + administration() + "\"")
                .replace("port=\"8181\"", "enabled=\"false\" port=\"8181\"")
                .replace(CONFIGURATION, CONFIGURATION + NO_BROKER)
                .replace(HAZELCAST, HAZELCAST + " enabled=\"false\"")
                .replace("</java-config>", properties + "</java-config>");
        for (int port : OTHER_PORTS) {
            edited = edited.replace(
                    "port=\"" + port + "\"", "port=\"" + (port + serverHome().portOffset()) + "\"");
        }
        return edited;
    }

    private int administration() {
        return ADMINISTRATION + serverHome().portOffset();
    }

    @Override
    String readyLine() {
        return "Boot Command create-file-user returned with result SUCCESS";
    }

    @Override
    public void deploy(Path archive) {
        String fileName = archive.getFileName().toString();
        String name = nameOf(fileName);
        String root = fileName.endsWith(".war") ? "&contextroot=" + name : "";
        administer("deploy?DEFAULT=" + URLEncoder.encode(archive.toString(), StandardCharsets.UTF_8) + "&name=" + name
                + root);
    }

    private void administer(String command) {
        long before = endOfLog();
        URI uri = URI.create("http://127.0.0.1:" + administration() + "/__asadmin/" + command);
        String answer = HttpRequests.get(uri, "X-Requested-By", "tests");
        if (!answer.contains("Exit Code : SUCCESS")) {
            throw new DeploymentFailed(answer + ": " + lastLines(before));
        }
    }

    @Override
    public void undeploy(String fileName) {
        administer("undeploy?DEFAULT=" + nameOf(fileName));
    }
}
