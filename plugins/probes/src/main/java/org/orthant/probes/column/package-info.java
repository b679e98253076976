/**
 * Probe {@code column-outliers}: single input columns of a layer's weights beside the others. May
 * use {@code geometry} and {@code layer}.
 */
package org.orthant.probes.column;
