/**
 * The paper's claims, held against a run. May use {@code across} for its fits, {@code result} and
 * {@code words}.
 */
package org.orthant.reports.claim;
