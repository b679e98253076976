/**
 * Shows advised networks: what each layer should compute with under a budget. May use {@code
 * chart}, {@code result} and {@code words}.
 */
package org.orthant.reports.advice;
