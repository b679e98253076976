package org.orthant.framework.run;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.measure.Dense;

/** Refuses NaN and infinity before they reach a report. */
final class Finite {
  private Finite() {}

  /**
   * Throws if an element is not finite.
   *
   * @param what whose array it is, for the message
   */
  static void require(INDArray array, String what) {
    float[] values = Dense.of(array).data().asFloat();
    int bad = 0;
    int first = -1;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        bad++;
        first = first < 0 ? i : first;
      }
    }
    if (bad > 0) {
      throw new AnalysisException(
          "%s: %d of %d numbers are not finite, the first at index %d"
              .formatted(what, bad, values.length, first));
    }
  }
}
