package org.orthant.reports.words;

/**
 * What a metric is called and what it means.
 *
 * @param label a few words for the head of a column
 * @param unit how its numbers are written
 * @param meaning what it measures
 * @param place where it should lie
 */
public record Term(String label, Unit unit, String meaning, String place) {}
