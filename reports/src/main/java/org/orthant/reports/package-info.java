/**
 * The tools that read a {@code result.json} or a {@code sweep.json} and write a page, a table or a
 * comparison. May use all rooms below it, which use one another in this direction only: {@code
 * terminal} → {@code sweep} → {@code page} → {@code claim} → {@code across} → {@code chart} →
 * {@code result} → {@code words}; {@code page} and {@code sweep} → {@code advice} → {@code chart};
 * {@code figure} and {@code table} → {@code page}; {@code terminal} and {@code page} → {@code
 * glance} → {@code diagnosis} → {@code result}; {@code comparison} → {@code result}, {@code words};
 * {@code sweep} and {@code comparison} → {@code dots}; {@code page} → {@code picture}; and pages →
 * {@code html}.
 */
package org.orthant.reports;
