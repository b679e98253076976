/**
 * The result of a run, {@code result.json}: findings, verdicts, the summary of the network, and the
 * provenance of the numbers.
 *
 * <p>May use {@code catalog}, {@code digest}, {@code failure} and {@code gate}. {@code reports}
 * reads the file, not this package.
 */
package org.orthant.framework.result;
