package io.holdfast.it.harness.server;

import java.util.Optional;

/** The makes of servers that Holdfast is tried on. */
public enum Make {
    WILDFLY,
    PAYARA,
    PAYARA_FULL,
    LIBERTY,
    TOMCAT,
    JETTY,
    GLASSFISH;

    /** A server of this make that does not run yet. */
    public Server on(ServerHome serverHome) {
        return switch (this) {
            case WILDFLY -> new WildflyServer(serverHome, Optional.empty());
            case PAYARA -> new PayaraServer(serverHome);
            case PAYARA_FULL -> new PayaraFullServer(serverHome);
            case LIBERTY -> new LibertyServer(serverHome);
            case TOMCAT -> new TomcatServer(serverHome, Optional.empty());
            case JETTY -> new JettyServer(serverHome);
            case GLASSFISH -> new GlassfishServer(serverHome);
        };
    }

    /** Likewise, one that copies sessions as well; there are Tomcat and WildFly. */
    public Server on(ServerHome serverHome, Replication replication) {
        return switch (this) {
            case WILDFLY -> new WildflyServer(serverHome, Optional.of(replication));
            case TOMCAT -> new TomcatServer(serverHome, Optional.of(replication));
            default -> throw new IllegalArgumentException("how " + this + " copies sessions is not known here");
        };
    }
}
