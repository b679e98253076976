/** What changes of layers cost in accuracy. */
package org.orthant.probes.ablation;
