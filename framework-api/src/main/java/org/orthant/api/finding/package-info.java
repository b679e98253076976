/**
 * What a probe finds and what follows: numbers, distributions, curves, verdicts and remedies, each
 * about a subject. May use {@code interval} and {@code statistics}.
 */
package org.orthant.api.finding;
