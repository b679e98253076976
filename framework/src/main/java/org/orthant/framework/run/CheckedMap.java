package org.orthant.framework.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.model.VectorMap;
import org.orthant.api.model.WholeRows;
import org.orthant.framework.failure.FrameworkException;
import org.orthant.framework.failure.PluginCall;

/**
 * Holds a plugin's map to its contract: the shape stays, and every number is finite. Where plugins
 * are verified, the argument stays as well, and equal rows give equal results.
 *
 * @param dimension how long a row is
 * @param failure makes an exception of a reason and its cause, if there is one
 */
record CheckedMap(
    VectorMap map,
    long dimension,
    boolean verified,
    BiFunction<String, Optional<Throwable>, FrameworkException> failure)
    implements VectorMap {
  private static final String NOT_FINITE = "returned what cannot be used: ";

  @Override
  public INDArray apply(INDArray rows) {
    INDArray result = applyUnbounded(rows);
    Optional<String> complaint = Finite.complaint(result);
    if (complaint.isPresent()) {
      requireUsable(rows);
      throw failed(NOT_FINITE + complaint.get());
    }
    return result;
  }

  /** Held against {@link #apply}, from which only rounding may take them. */
  @Override
  public Optional<WholeRows> applyInWholeNumbers(INDArray rows) {
    Optional<WholeRows> whole =
        PluginCall.of(() -> map.applyInWholeNumbers(rows), e -> thrown(e, rows));
    if (whole == null) {
      throw failed("applyInWholeNumbers returned null");
    }
    whole
        .flatMap(found -> found.complaint(apply(rows)))
        .ifPresent(
            complaint -> {
              throw failed("applyInWholeNumbers: " + complaint);
            });
    return whole;
  }

  /** The result in its shape and type, but perhaps with numbers that are not finite. */
  INDArray applyUnbounded(INDArray rows) {
    return Dense.of(verified ? appliedTwice(rows) : applied(rows));
  }

  /** Throws if the map made NaN or infinity of finite rows. */
  void requireFinite(INDArray result, INDArray rows) {
    Finite.complaint(result)
        .filter(complaint -> Finite.complaint(rows).isEmpty())
        .ifPresent(
            complaint -> {
              throw failed(NOT_FINITE + complaint);
            });
  }

  private INDArray applied(INDArray rows) {
    INDArray result = PluginCall.of(() -> map.apply(rows), e -> thrown(e, rows));
    if (result == null) {
      throw failed("returned null for " + described(rows));
    }
    if (!Arrays.equals(result.shape(), rows.shape()) || result.dataType() != rows.dataType()) {
      requireUsable(rows);
      throw failed(
          String.format(Locale.ROOT, "returned %s for %s", described(result), described(rows)));
    }
    return result;
  }

  private INDArray appliedTwice(INDArray rows) {
    float[] before = Numbers.of(rows);
    INDArray given = rows.dup('c');
    INDArray first = applied(given);
    int changed = Arrays.mismatch(before, Numbers.of(given));
    if (changed >= 0) {
      throw failed("changed its argument, first at " + Numbers.index(changed, rows));
    }
    int different = Arrays.mismatch(Numbers.of(first), Numbers.of(applied(given)));
    if (different >= 0) {
      throw failed(
          "returned something else for the same rows, first at " + Numbers.index(different, rows));
    }
    return first;
  }

  private FrameworkException thrown(Throwable e, INDArray rows) {
    requireUsable(rows);
    return failure.apply("apply: " + PluginCall.inWords(e), Optional.of(e));
  }

  /** Whoever hands in what is no row of this layer has failed, not the map. */
  private void requireUsable(INDArray rows) {
    if (rows.rank() != 2 || rows.size(1) != dimension) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rows of %d numbers are mapped here, and %s came",
              dimension,
              described(rows)));
    }
    Finite.complaint(rows)
        .ifPresent(
            complaint -> {
              throw new IllegalArgumentException("of the rows to be mapped " + complaint);
            });
  }

  private FrameworkException failed(String reason) {
    return failure.apply(reason, Optional.empty());
  }

  private static String described(INDArray array) {
    return array.dataType() + " " + Arrays.toString(array.shape());
  }
}
