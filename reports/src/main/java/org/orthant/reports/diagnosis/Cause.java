package org.orthant.reports.diagnosis;

/**
 * One reason why quantization hurts a layer.
 *
 * @param rule by which it was found, in two or three words
 * @param clause a clause with the numbers, such as "its filters are short: d = 27"
 * @param probe whose figure or numbers show it
 */
public record Cause(String rule, String clause, String probe) {}
