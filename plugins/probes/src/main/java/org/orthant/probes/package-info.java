/**
 * Probes of weights, products and activations. Those of accuracy, outputs and errors have packages
 * of their own, and so has what probes share: estimates, intervals, trials, the geometry of random
 * vectors.
 */
package org.orthant.probes;
