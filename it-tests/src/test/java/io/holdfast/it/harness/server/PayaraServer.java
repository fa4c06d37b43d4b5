package io.holdfast.it.harness.server;

import io.holdfast.it.app.payara.DeployServlet;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A Payara Micro; applications go through one of its own that it starts with. */
final class PayaraServer extends Server {

    private static final String LISTENER = "configs.config.server-config.network-config.network-listeners"
            + ".network-listener.http-listener.address=127.0.0.1";

    private static final int NOT_FOUND = 404;

    PayaraServer(ServerHome serverHome) {
        super(serverHome);
    }

    @Override
    ProcessBuilder command() throws IOException {
        Path folder = serverHome().folder();
        Directories.delete(folder);
        List<String> command = java();
        Path commands = Files.writeString(folder.resolve("before-boot"), "set " + LISTENER + "\n");
        command.addAll(List.of("-jar", serverHome().home().toString(), "--nocluster", "--disablephonehome", "--name"));
        command.addAll(List.of(serverHome().name(), "--port", "" + serverHome().httpPort(), "--rootDir", "" + folder));
        command.addAll(List.of(
                "--prebootcommandfile", "" + commands, "--postbootcommandfile", "" + KnownUser.payarasCommand(folder)));
        command.addAll(List.of("--deploy", "" + deployer()));
        return new ProcessBuilder(command);
    }

    private Path deployer() {
        Path file = serverHome().folder().resolve("deployer.war");
        ShrinkWrap.create(WebArchive.class)
                .addClass(DeployServlet.class)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .as(ZipExporter.class)
                .exportTo(file.toFile());
        return file;
    }

    @Override
    String readyLine() {
        return " ready in ";
    }

    /** Seldom (seen once) Payara says that it has an application, and answers 404 for all of it. */
    @Override
    public void deploy(Path archive) {
        deployOnce(archive);
        String fileName = archive.getFileName().toString();
        if (fileName.endsWith(".war") && HttpRequests.status(http().resolve("/" + nameOf(fileName))) == NOT_FOUND) {
            System.err.println(serverHome().name() + " does not know " + fileName + ", and is to deploy it again");
            undeploy(fileName);
            deployOnce(archive);
        }
    }

    private void deployOnce(Path archive) {
        long before = endOfLog();
        String answer = ask("deploy?name=" + nameOf(archive.getFileName().toString()) + "&file="
                + URLEncoder.encode(archive.toString(), StandardCharsets.UTF_8));
        if (!answer.equals("OK")) {
            throw new DeploymentFailed(answer + ": " + lastLines(before));
        }
    }

    private String ask(String command) {
        return HttpRequests.getAs(serverHome().name(), http().resolve("deployer/" + command));
    }

    @Override
    public void undeploy(String fileName) {
        String answer = ask("undeploy?name=" + nameOf(fileName));
        if (!answer.equals("OK")) {
            throw new DeploymentFailed(answer);
        }
    }
}
