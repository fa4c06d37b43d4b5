package io.holdfast.web;

import io.holdfast.web.ServletHost.RunningServer;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;

/** Starts an application on Undertow, WildFly's servlet container, which believes {@code X-Forwarded-Proto}. */
final class UndertowHost {

    private UndertowHost() {}

    static RunningServer start(WebApplication application, Path directory) {
        ServletContainerInitializer initializer = (found, context) -> application.onStartup(context);
        PathResourceManager resources = new PathResourceManager(directory);
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(UndertowHost.class.getClassLoader())
                .setContextPath(application.contextPath().isEmpty() ? "/" : application.contextPath())
                .setDeploymentName("application")
                .setIdentityManager(new UndertowUsers(application.passwords()))
                .setResourceManager(resources)
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        initializer.getClass(), new ImmediateInstanceFactory<>(initializer), Set.of()));
        application.declaredListeners().forEach(listener -> deployment.addListener(Servlets.listener(listener)));
        application.errorPages().forEach((status, path) -> deployment.addErrorPage(Servlets.errorPage(path, status)));
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        Undertow server = server(manager, deployment.getContextPath());
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return new RunningServer(
                "http://127.0.0.1:" + port + application.contextPath(), () -> stop(manager, server, resources));
    }

    private static Undertow server(DeploymentManager manager, String path) {
        try {
            return Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setIoThreads(1)
                    .setWorkerThreads(4)
                    .setHandler(Handlers.proxyPeerAddress(new PathHandler().addPrefixPath(path, manager.start())))
                    .build();
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stop(DeploymentManager manager, Undertow server, PathResourceManager resources) {
        try {
            server.stop();
            manager.stop();
            manager.undeploy();
            resources.close(); // or its file watcher stays, of which a system has 128
        } catch (ServletException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
