/** Orthant's whole analyses and kernels beside what one would use instead, in one command. */
package org.orthant.benchmarks;
