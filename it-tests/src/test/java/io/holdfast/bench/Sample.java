package io.holdfast.bench;

import java.util.Map;

/**
 * What was seen at one moment.
 *
 * @param second since the load began
 * @param values of the nodes only if all of them were whole
 */
record Sample(double second, Map<SoakFigure, Double> values) {}
