/**
 * Holds plugins to their contracts: datasets, quantizers and conclusions that are checked as they
 * are used, and rows that are lent to a quantizer. What breaks a contract is named where it
 * happens.
 *
 * <p>May use {@code failure}.
 */
package org.orthant.framework.run.guard;
