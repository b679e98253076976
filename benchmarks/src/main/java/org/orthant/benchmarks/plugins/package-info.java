/**
 * A dataset and a network that need neither files nor training, so that a run can be timed alone.
 */
package org.orthant.benchmarks.plugins;
