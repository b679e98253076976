package org.orthant.reports.chart;

import java.util.List;

/** The numbers of a figure in words; the first cell of each row is its head. */
public record NumberTable(List<String> heads, List<List<String>> rows) {

  static final NumberTable NONE = new NumberTable(List.of(), List.of());
}
