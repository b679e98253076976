package org.orthant.reports.glance;

/**
 * A sentence that answers a question.
 *
 * @param question in two or three words
 */
public record Sentence(String question, String answer) {}
