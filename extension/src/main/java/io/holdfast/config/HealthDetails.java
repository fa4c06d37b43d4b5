package io.holdfast.config;

/** How much the health checks tell beside their status. */
public enum HealthDetails {
    /** States and figures, and causes in words of Holdfast's own; no addresses, nothing that a database said. */
    STATES,
    /** Addresses of nodes and what the database's driver said too. */
    ALL,
    /** Nothing: the status alone. */
    NONE
}
