package io.holdfast.it.harness.server;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** A server as arquillian.xml describes it. */
public final class ServerConfiguration implements ContainerConfiguration {

    private String make = "";
    private String home = "";
    private String folder = "";
    private String name = "";
    private int portOffset;

    public void setMake(String make) {
        this.make = make;
    }

    public void setHome(String home) {
        this.home = home;
    }

    public void setFolder(String folder) {
        this.folder = folder;
    }

    public void setName(String name) {
        this.name = name;
    }

    public void setPortOffset(int portOffset) {
        this.portOffset = portOffset;
    }

    Make make() {
        return Make.valueOf(make.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    ServerHome serverHome() {
        return new ServerHome(Path.of(home), Path.of(folder), name, portOffset, Map.of());
    }

    @Override
    public void validate() {
        make();
    }
}
