/** JMH benchmarks of the kernels, each beside what would compute the same without them. */
package org.orthant.benchmarks.kernels;
