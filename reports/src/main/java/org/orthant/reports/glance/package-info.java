/**
 * The first screen: the accuracy, step by step; the network, coloured by what quantization costs;
 * three sentences. May use {@code result} and {@code words}.
 */
package org.orthant.reports.glance;
