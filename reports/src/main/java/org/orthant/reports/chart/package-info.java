/** Charts: what the script draws, with the words for it. May use {@code result}, {@code words}. */
package org.orthant.reports.chart;
