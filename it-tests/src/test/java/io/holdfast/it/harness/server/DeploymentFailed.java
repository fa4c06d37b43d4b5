package io.holdfast.it.harness.server;

/** A server does not take an application; the message is what it says to that. */
public final class DeploymentFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DeploymentFailed(String message) {
        super(message);
    }
}
