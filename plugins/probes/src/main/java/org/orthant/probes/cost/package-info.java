/** Probe {@code cost}: the memory and multiply-adds of a network. */
package org.orthant.probes.cost;
