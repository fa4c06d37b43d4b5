package io.holdfast.model;

/**
 * What a node answers to a question.
 *
 * @param stored null where the node has nothing
 */
record Answer(Stored stored, Token token) {}
