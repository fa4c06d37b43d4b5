package io.holdfast.example.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The application server that this runs on, and its peers. */
@Named
@ApplicationScoped
public class Server {

    /** All servers of the shop as {@code name=port}, comma-separated. */
    @Inject
    @ConfigProperty(name = "shop.servers")
    private Optional<String> servers;

    /** Its name: as WildFly, Payara and Open Liberty tell it, or else that of the machine. */
    public String name() {
        return Stream.of("jboss.node.name", "com.sun.aas.instanceName", "wlp.server.name")
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(Server::machine);
    }

    /** The other servers, where the visitor finds the same session. */
    public List<Peer> others(HttpServletRequest request) {
        return servers.stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(entry -> entry.split("=", 2))
                .filter(entry -> entry.length == 2 && !entry[0].equals(name()))
                .map(entry -> new Peer(entry[0], url(request, entry[1])))
                .toList();
    }

    private static String url(HttpServletRequest request, String port) {
        return request.getScheme() + "://" + request.getServerName() + ":" + port + request.getContextPath() + "/";
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed";
        }
    }

    /** Another server of the shop. */
    public record Peer(String name, String url) {}
}
