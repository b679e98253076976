/**
 * The first answers of a page as lines of plain text for a terminal. May use {@code glance}, {@code
 * sweep}, {@code result} and {@code words}.
 */
package org.orthant.reports.terminal;
