/**
 * The scorecard and the claims as tables in Markdown and LaTeX. May use {@code page} and the rooms
 * below it.
 */
package org.orthant.reports.table;
