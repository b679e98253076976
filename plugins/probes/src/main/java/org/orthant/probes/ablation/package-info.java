/**
 * Probe {@code ablation}: the accuracy that changes of layers cost. May use {@code trial}, {@code
 * estimate} and {@code significance}.
 */
package org.orthant.probes.ablation;
