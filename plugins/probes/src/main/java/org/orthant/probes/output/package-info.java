/** What other weights and activations make of a network's outputs, whatever the labels. */
package org.orthant.probes.output;
