package io.holdfast.config;

/**
 * Who this application is to a node.
 *
 * @param user printable ASCII without blanks
 * @param password likewise
 */
public record NodeLogin(String user, Secret password) {}
