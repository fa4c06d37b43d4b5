package io.holdfast.it.harness.server.jetty;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.ee10.cdi.CdiDecoratingListener;
import org.eclipse.jetty.ee10.cdi.CdiServletContainerInitializer;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.security.Credential;

/**
 * A Jetty on 127.0.0.1 that deploys and undeploys by commands on its standard input, as there is none on Maven Central
 * that can be unpacked. Arguments: its port, and a user's name, password and role.
 */
public final class Jetty {

    private final Server server;
    private final ContextHandlerCollection contexts = new ContextHandlerCollection();
    private final Map<String, WebAppContext> applications = new HashMap<>();

    private Jetty(int port) {
        server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Runs until its standard input ends. */
    public static void main(String[] arguments) throws Exception {
        Jetty jetty = new Jetty(Integer.parseInt(arguments[0]));
        jetty.start(arguments[1], arguments[2], arguments[3]);
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            jetty.obey(commands);
        }
        jetty.server.stop();
    }

    private void start(String user, String password, String role) throws Exception {
        UserStore users = new UserStore();
        users.addUser(user, Credential.getCredential(password), new String[] {role});
        HashLoginService logins = new HashLoginService("default"); // the realm of a web.xml that names none
        logins.setUserStore(users);
        server.addBean(logins);
        server.setHandler(contexts);
        server.setStopAtShutdown(true);
        server.start();
    }

    private void obey(BufferedReader commands) throws IOException {
        System.out.println("ready for commands");
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            try {
                obey(line.split(" "));
            } catch (Exception e) {
                System.out.println("command failed: " + line);
                e.printStackTrace(System.out);
            }
            System.out.println("ready for commands");
        }
    }

    private void obey(String[] command) throws Exception {
        if (command[0].equals("deploy")) {
            deploy(command[1], command[2]);
        } else {
            undeploy(command[1]);
        }
    }

    private void deploy(String name, String war) throws Exception {
        WebAppContext application = new WebAppContext(war, "/" + name);
        application.setThrowUnavailableOnStartupException(true);
        application.setInitParameter(
                CdiServletContainerInitializer.CDI_INTEGRATION_ATTRIBUTE, CdiDecoratingListener.MODE);
        contexts.addHandler(application);
        applications.put(name, application);
        try {
            application.start();
        } catch (Exception e) {
            undeploy(name);
            throw e;
        }
    }

    private void undeploy(String name) throws Exception {
        WebAppContext application = Objects.requireNonNull(applications.remove(name), name);
        application.stop();
        contexts.removeHandler(application);
        application.destroy();
    }
}
