/**
 * A model of the live session, which says whether the rules are needed and enough before there is code: one session,
 * three nodes, two servers, one fault, and random courses of requests in which each message to a node is one step.
 */
package io.holdfast.model;
