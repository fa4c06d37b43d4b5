package io.holdfast.server;

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
    public Server on(Ground ground) {
        return switch (this) {
            case WILDFLY -> new WildflyServer(ground);
            case PAYARA -> new PayaraServer(ground);
            case PAYARA_FULL -> new PayaraFullServer(ground);
            case LIBERTY -> new LibertyServer(ground);
            case TOMCAT -> new TomcatServer(ground);
            case JETTY -> new JettyServer(ground);
            case GLASSFISH -> new GlassfishServer(ground);
        };
    }
}
