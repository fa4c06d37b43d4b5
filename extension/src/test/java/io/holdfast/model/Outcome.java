package io.holdfast.model;

import java.util.List;

/**
 * How a run went.
 *
 * @param broken the promise that does not hold; null: all hold
 * @param steps every step, if they were asked for
 */
record Outcome(String broken, List<String> steps) {}
