package io.holdfast.it.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Tomcat with the OpenWebBeans that lies in {@code tomcat-libraries} beside its home; applications go through its
 * manager.
 */
final class TomcatServer extends Server {

    private static final String USER = "tester";
    private static final String OPEN_WEB_BEANS =
            "<Listener className=\"org.apache.webbeans.web.tomcat7.ContextLifecycleListener\"/>";
    private static final String USERS = "<tomcat-users><user username=\"tester\" password=\"tester\""
            + " roles=\"manager-script\"/>"
            + "<user username=\"{name}\" password=\"{password}\" roles=\"{role}\"/></tomcat-users>";

    private final Optional<Replication> replication;

    TomcatServer(ServerHome serverHome, Optional<Replication> replication) {
        super(serverHome);
        this.replication = replication;
    }

    @Override
    ProcessBuilder command() throws IOException {
        prepare();
        ProcessBuilder builder = new ProcessBuilder(
                "sh", serverHome().home().resolve("bin/catalina.sh").toString(), "run");
        String properties = serverHome().properties().entrySet().stream()
                .map(each -> " -D" + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CATALINA_HOME", serverHome().home().toString());
        builder.environment().put("CATALINA_BASE", serverHome().folder().toString());
        builder.environment().put("CATALINA_OPTS", "-Xmx512m" + properties);
        return builder;
    }

    private void prepare() throws IOException {
        Path base = serverHome().folder();
        Directories.delete(base);
        for (String each : List.of("logs", "temp", "work")) {
            Files.createDirectories(base.resolve(each));
        }
        Directories.copy(serverHome().home().resolve("conf"), base.resolve("conf"));
        Directories.copy(serverHome().home().resolve("webapps/manager"), base.resolve("webapps/manager"));
        Files.writeString(base.resolve("conf/tomcat-users.xml"), KnownUser.in(USERS));
        Directories.copy(serverHome().home().resolveSibling("tomcat-libraries"), base.resolve("lib"));
        edit(base.resolve("conf/context.xml"), "</Context>", OPEN_WEB_BEANS + "</Context>");
        Path server = base.resolve("conf/server.xml");
        edit(server, "port=\"8005\"", "port=\"-1\"");
        edit(
                server,
                "Connector port=\"8080\"",
                "Connector address=\"127.0.0.1\" port=\"" + serverHome().httpPort() + "\"");
        if (replication.isPresent()) {
            String alone = Files.readString(server);
            Files.writeString(
                    server, replication.get().addedToTomcat(alone, serverHome().portOffset()));
        }
    }

    private static void edit(Path file, String before, String after) throws IOException {
        Files.writeString(file, Files.readString(file).replace(before, after));
    }

    @Override
    String readyLine() {
        return "Server startup in";
    }

    @Override
    public void deploy(Path archive) {
        String fileName = archive.getFileName().toString();
        try {
            Path complete = Libraries.added(archive, serverHome().folder().resolve("given"), List.of());
            manager("deploy?update=true&path=" + pathOf(fileName) + "&war=" + complete.toUri());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void undeploy(String fileName) {
        manager("undeploy?path=" + pathOf(fileName));
    }

    private void manager(String command) {
        String answer = HttpRequests.getAs(USER, http().resolve("manager/text/" + command));
        if (!answer.startsWith("OK")) {
            throw new DeploymentFailed(answer);
        }
    }

    private static String pathOf(String fileName) {
        return "/" + nameOf(fileName);
    }
}
