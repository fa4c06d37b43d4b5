/**
 * A model of the live session, which says whether the rules are needed and enough before there is code. It has one
 * session, three nodes, two servers and one fault. Requests run at random, each message to a node being one step.
 */
package io.holdfast.model;
