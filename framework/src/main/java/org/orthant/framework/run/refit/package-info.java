/**
 * Fits batch normalization anew where trials ask for it, makes the variants of a network that the
 * trials describe, and writes both down.
 *
 * <p>May use {@code inference}, {@code layer}, {@code local}, {@code storage} and {@code digest}.
 */
package org.orthant.framework.run.refit;
