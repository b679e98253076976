package org.orthant.benchmarks;

import java.util.Map;

/**
 * What JMH measured.
 *
 * @param benchmark class and method, such as {@code ConvolutionProducts.xnor}
 * @param parameters by name
 * @param perSecond operations per second, of all threads together
 */
record Score(String benchmark, Map<String, String> parameters, double perSecond) {}
