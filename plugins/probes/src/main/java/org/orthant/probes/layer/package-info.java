/**
 * Facts of a layer that several probes use: its outliers, the bounds of rounding, and the verdict
 * where its continuous weights are unknown.
 */
package org.orthant.probes.layer;
