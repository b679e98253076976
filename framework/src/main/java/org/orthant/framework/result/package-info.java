/**
 * What a run found, as {@code result.json}: findings, verdicts, the summary of the network, and
 * where the numbers come from.
 *
 * <p>May use {@code catalog}, {@code digest}, {@code failure} and {@code gate}. {@code reports}
 * reads the file, not this package.
 */
package org.orthant.framework.result;
