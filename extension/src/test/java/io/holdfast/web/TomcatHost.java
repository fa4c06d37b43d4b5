package io.holdfast.web;

import io.holdfast.web.ServletHost.RunningServer;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Starts an application on Tomcat, which believes {@code X-Forwarded-Proto}. */
final class TomcatHost {

    private TomcatHost() {}

    static RunningServer start(WebApplication application, Path directory) {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        tomcat.setConnector(connector);
        application.passwords().forEach(tomcat::addUser);
        Context context = tomcat.addContext(application.contextPath(), directory.toString());
        context.addServletContainerInitializer((found, started) -> application.onStartup(started), null);
        application.declaredListeners().forEach(listener -> context.addApplicationListener(listener.getName()));
        application.errorPages().forEach((status, path) -> context.addErrorPage(errorPage(status, path)));
        context.getParent().getPipeline().addValve(trustingItsProxy());
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
        return new RunningServer(
                "http://127.0.0.1:" + connector.getLocalPort() + application.contextPath(), () -> stop(tomcat));
    }

    private static RemoteIpValve trustingItsProxy() {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setProtocolHeader("X-Forwarded-Proto");
        return valve;
    }

    private static ErrorPage errorPage(int status, String path) {
        ErrorPage page = new ErrorPage();
        page.setErrorCode(status);
        page.setLocation(path);
        return page;
    }

    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
