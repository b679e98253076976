/**
 * Why quantization hurts a layer, from what a run measured of it: a {@code Rule} per class, each
 * with its threshold. May use {@code result} and {@code words}.
 */
package org.orthant.reports.diagnosis;
