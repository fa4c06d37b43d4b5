package io.holdfast.it.harness.server;

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
            case WILDFLY -> new WildflyServer(serverHome);
            case PAYARA -> new PayaraServer(serverHome);
            case PAYARA_FULL -> new PayaraFullServer(serverHome);
            case LIBERTY -> new LibertyServer(serverHome);
            case TOMCAT -> new TomcatServer(serverHome);
            case JETTY -> new JettyServer(serverHome);
            case GLASSFISH -> new GlassfishServer(serverHome);
        };
    }
}
