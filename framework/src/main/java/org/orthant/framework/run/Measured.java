package org.orthant.framework.run;

import java.util.List;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.result.ProbeConclusion;

/**
 * What was measured and concluded.
 *
 * @param conclusions one for each probe of the plan
 * @param failures why some of them, and some quantizers on some layers, are missing
 */
record Measured(
    Prepared prepared,
    Measurements measurements,
    List<ProbeConclusion> conclusions,
    List<Failure> failures) {
  Measured {
    conclusions = List.copyOf(conclusions);
    failures = List.copyOf(failures);
  }
}
