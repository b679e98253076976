/** Rows of dots on one common axis, drawn by the style sheet alone. May use {@code words}. */
package org.orthant.reports.dots;
