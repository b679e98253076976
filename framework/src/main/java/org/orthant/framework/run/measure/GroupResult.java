package org.orthant.framework.run.measure;

import java.util.List;
import java.util.Map;
import org.orthant.api.measure.Trial;
import org.orthant.api.statistics.Outcomes;
import org.orthant.framework.failure.Failure;

/**
 * What one group of images gave.
 *
 * @param failures of the probes that saw it and of the quantizers they asked, in that order
 */
public record GroupResult(
    Map<StatisticsKey, GroupStats> statistics,
    Map<Trial, Outcomes> outcomes,
    List<Failure> failures) {

  /** What a group gives that need not be seen any more. */
  static final GroupResult NOTHING = new GroupResult(Map.of(), Map.of(), List.of());
}
