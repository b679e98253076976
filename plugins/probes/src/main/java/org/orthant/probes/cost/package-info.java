/** What a network costs: memory and multiply-adds. */
package org.orthant.probes.cost;
