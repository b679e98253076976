package org.orthant.framework.run.guard;

import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.framework.failure.AnalysisException;

/** Finds NaN and infinity before they reach a report. */
public final class Finite {
  /** So many numbers stay in the first cache. */
  private static final int PART = 2048;

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
    // A loop that ends early is not made vector instructions of, and this one is.
    float largest = 0;
    for (float number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest < Float.POSITIVE_INFINITY;
  }

  /** Returns how many elements are not finite, and where the first of them is; empty if all are. */
  public static Optional<String> complaint(INDArray array) {
    Count count = new Count();
    INDArray dense = Dense.of(array);
    if (dense.dataType() == DataType.FLOAT) {
      Floats.readParts(dense, PART, count::add);
    } else {
      count.add(Numbers.of(dense), 0);
    }
    return count.bad == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d of %d numbers are not finite, the first at %s",
                count.bad,
                array.length(),
                Numbers.index(count.first, array)));
  }

  /** How many numbers are not finite, and the place of the first of them. */
  private static final class Count {
    private int bad;
    private int first = -1;

    void add(float[] part, int from) {
      if (all(part)) {
        return;
      }
      for (int i = 0; i < part.length; i++) {
        if (!Float.isFinite(part[i])) {
          bad++;
          first = first < 0 ? from + i : first;
        }
      }
    }
  }
}
