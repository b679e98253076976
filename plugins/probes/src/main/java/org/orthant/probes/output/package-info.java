/**
 * Probe {@code output-change}: the change of a network's outputs under other weights and
 * activations, without labels. May use {@code trial}, {@code estimate} and {@code interval}.
 */
package org.orthant.probes.output;
