/**
 * Writes the arrays behind a result, and the network itself, for anyone to check or to read again;
 * docs/result-format.md describes the files.
 *
 * <p>May use {@code measure}, {@code refit}, {@code inference}, {@code layer} and {@code storage}.
 */
package org.orthant.framework.run.export;
