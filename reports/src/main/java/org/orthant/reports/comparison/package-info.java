/** Two runs, compared. May use {@code result}, {@code words} and {@code html}. */
package org.orthant.reports.comparison;
