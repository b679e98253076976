/**
 * Findings of probes and what follows from them: numbers, distributions, curves, verdicts and
 * remedies, each about a subject, and advised networks. May use {@code interval}, {@code
 * statistics} and {@code measure}.
 */
package org.orthant.api.finding;
