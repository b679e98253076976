package org.orthant.framework.run.guard;

import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.framework.failure.AnalysisException;

/** Finds NaN and infinity before they reach a report. */
public final class Finite {
  private Finite() {}

  /**
   * Throws if an element is not finite.
   *
   * @param what whose array it is, for the message
   */
  public static void require(INDArray array, String what) {
    complaint(array)
        .ifPresent(
            complaint -> {
              throw new AnalysisException(what + ": " + complaint);
            });
  }

  /** Whether all numbers are finite. */
  static boolean all(float... numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        return false;
      }
    }
    return true;
  }

  /** How many elements are not finite, and where the first of them is; empty if all are. */
  public static Optional<String> complaint(INDArray array) {
    float[] values = Numbers.of(array);
    int bad = 0;
    int first = -1;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        bad++;
        first = first < 0 ? i : first;
      }
    }
    return bad == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d of %d numbers are not finite, the first at %s",
                bad,
                values.length,
                Numbers.index(first, array)));
  }
}
