/**
 * Advises what each layer computes with under a budget. {@code LayerChoices} says what may be
 * chosen, {@code Prices} what it costs, {@code Effects} what it does to the accuracy as far as is
 * known, {@code Frontier} what is best then; {@code Search} has the best evaluated as whole
 * networks, and {@code Proof} evaluates what was found on images that the search did not see.
 *
 * <p>May use {@code ablation}, {@code cost}, {@code estimate} and {@code geometry}.
 */
package org.orthant.probes.advice;
