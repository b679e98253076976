package org.orthant.api.finding;

/**
 * A judgement.
 *
 * @param subject the layer and quantizer judged
 * @param grade the judgement
 * @param reason one sentence with the rule, value, threshold, n and interval it rests on
 */
public record Verdict(Subject subject, Grade grade, String reason) {}
