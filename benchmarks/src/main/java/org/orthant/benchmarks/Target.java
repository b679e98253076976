package org.orthant.benchmarks;

/**
 * How many times faster Orthant is meant to be.
 *
 * @param least at least so many times
 * @param reach what to reach for
 */
record Target(double least, double reach) {}
