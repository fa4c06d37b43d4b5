package io.holdfast.config;

/** What the readiness check of a node answers when that node is down but its sessions are served by others. */
public enum NodeDownHealth {
    /** The sessions are served: this application server should go on getting requests. */
    UP,
    /** The node is down, at the price that orchestrators may take every application server out of service. */
    DOWN
}
