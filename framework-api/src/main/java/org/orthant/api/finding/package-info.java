/**
 * What a probe finds and what follows: numbers, distributions, curves, verdicts and remedies, each
 * about a subject, and advised networks. May use {@code interval}, {@code statistics} and {@code
 * measure}.
 */
package org.orthant.api.finding;
