package io.holdfast.it.harness.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.descriptor.api.Descriptor;
import org.jspecify.annotations.Nullable;

/** One server of a test run, of whichever make, as Arquillian knows it. Only for tests that run as clients. */
public final class ServerContainer implements DeployableContainer<ServerConfiguration> {

    private @Nullable ServerConfiguration configuration;
    private @Nullable Server server;

    @Override
    public Class<ServerConfiguration> getConfigurationClass() {
        return ServerConfiguration.class;
    }

    @Override
    public void setup(ServerConfiguration described) {
        configuration = described;
    }

    @Override
    public void start() {
        ServerConfiguration described = Objects.requireNonNull(configuration);
        Server started = described.make().on(described.serverHome());
        server = started;
        started.launch();
        started.awaitReady();
    }

    @Override
    public void stop() {
        server().shutDown();
        server().close();
    }

    private Server server() {
        return Objects.requireNonNull(server);
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Local");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            Path file = Files.createTempDirectory("holdfast-deployment").resolve(archive.getName());
            archive.as(ZipExporter.class).exportTo(file.toFile());
            try {
                server().deploy(file);
            } finally {
                Files.delete(file);
                Files.delete(file.getParent());
            }
        } catch (IOException | DeploymentFailed e) {
            throw new DeploymentException(archive.getName() + " is not deployed", e);
        }
        HTTPContext context =
                new HTTPContext(server().http().getHost(), server().http().getPort());
        context.add(new Servlet("default", "/" + archive.getName().replaceFirst("\\.[^.]*$", "")));
        return new ProtocolMetaData().addContext(context);
    }

    @Override
    public void undeploy(Archive<?> archive) {
        server().undeploy(archive.getName());
    }

    @Override
    public void deploy(Descriptor descriptor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void undeploy(Descriptor descriptor) {
        throw new UnsupportedOperationException();
    }
}
