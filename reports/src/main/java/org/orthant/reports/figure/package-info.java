/**
 * Figures as files, for papers: SVG that is drawn here, and tables that pgfplots reads. Begin at
 * {@link org.orthant.reports.figure.FigureFolder}. May use {@code page} and the rooms below it.
 */
package org.orthant.reports.figure;
