/**
 * The requests of probes and what they are shown: trials with their changes, weights, blocks of
 * inputs, gradients, scores, and where they keep and find what they saw. May use {@code api.model},
 * {@code api.statistics} and {@code api.graph}.
 */
package org.orthant.api.measure;
