/**
 * Shows weights and groups of images to the probes, and folds what they write into the statistics
 * of the run, in the order of the groups.
 *
 * <p>May use {@code refit}, {@code inference}, {@code layer}, {@code lending}, {@code local},
 * {@code storage}, {@code plan} and {@code failure}.
 */
package org.orthant.framework.run.measure;
