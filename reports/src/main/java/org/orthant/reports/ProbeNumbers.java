package org.orthant.reports;

import java.util.List;

/** All numbers of one probe with what they mean. */
record ProbeNumbers(Legend.Group legend, List<MetricTable> tables) {

  /** A fold for each probe that found anything. */
  static List<ProbeNumbers> of(Result result) {
    return Legend.of(result).groups().stream()
        .map(group -> new ProbeNumbers(group, MetricTable.of(result, group)))
        .toList();
  }
}
