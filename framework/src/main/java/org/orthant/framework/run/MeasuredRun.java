package org.orthant.framework.run;

import java.util.List;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.result.ProbeConclusion;
import org.orthant.framework.run.measure.Measurements;
import org.orthant.framework.run.measure.PreparedRun;

/**
 * What was measured and concluded.
 *
 * @param conclusions one for each probe of the plan, as far as it can be relied on
 * @param failures why some of them, and some quantizers on some layers, are missing
 * @param reservations how far the conclusions can be relied on
 */
record MeasuredRun(
    PreparedRun prepared,
    Measurements measurements,
    List<ProbeConclusion> conclusions,
    List<Failure> failures,
    Reservations reservations) {
  MeasuredRun {
    conclusions = List.copyOf(conclusions);
    failures = List.copyOf(failures);
  }
}
