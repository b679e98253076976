package org.orthant.framework.run.guard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.model.VectorMap;
import org.orthant.api.model.WholeRows;
import org.orthant.framework.failure.FrameworkException;
import org.orthant.framework.failure.PluginCall;

/**
 * Holds a plugin's map to its contract: the shape and the argument stay, and every number is
 * finite. The map sees a copy of the rows, so that it can spoil nobody else's and may well give
 * them back. Where plugins are verified, equal rows give equal results as well.
 *
 * @param dimension how long a row is
 * @param subject whose map it is and where, such as "quantizer 'ternary' on conv1"
 * @param failure makes an exception of a reason and its cause, if there is one
 */
public record CheckedMap(
    VectorMap map,
    long dimension,
    boolean verified,
    String subject,
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

  /** Empty as well where plugins are held to all of their contracts, which {@link #apply} does. */
  @Override
  public Optional<Elementwise> elementwise() {
    Optional<Elementwise> found =
        new PluginCall(subject, "elementwise").make(map::elementwise, this::thrownByElementwise);
    if (found == null) {
      throw failed("elementwise returned null");
    }
    return found.filter(any -> !verified).map(function -> (from, to) -> map(function, from, to));
  }

  private void map(Elementwise function, float[] from, float[] to) {
    boolean usable = Finite.all(from);
    new PluginCall(subject, "elementwise")
        .make(
            () -> {
              function.map(from, to);
              return to;
            },
            this::thrownByElementwise);
    if (!Finite.all(to)) {
      if (!usable) {
        throw new IllegalArgumentException("not all of the numbers to be mapped are finite");
      }
      throw failed(NOT_FINITE + "not all of its numbers are finite");
    }
  }

  private FrameworkException thrownByElementwise(Throwable e) {
    return failure.apply("elementwise: " + PluginCall.inWords(e), Optional.of(e));
  }

  /** Held against {@link #apply}, from which only rounding may take them. */
  @Override
  public Optional<WholeRows> applyInWholeNumbers(INDArray rows) {
    INDArray images = apply(rows);
    INDArray given = rows.dup('c');
    return new PluginCall(subject, "applyInWholeNumbers")
        .make(
            () -> owned(map.applyInWholeNumbers(given), images),
            e -> failure.apply("applyInWholeNumbers: " + PluginCall.inWords(e), Optional.of(e)));
  }

  /** Returns what the map knows in whole numbers, in arrays that are nobody else's. */
  private Optional<WholeRows> owned(Optional<WholeRows> whole, INDArray images) {
    if (whole == null) {
      throw failed("applyInWholeNumbers returned null");
    }
    whole
        .flatMap(found -> found.complaint(images))
        .ifPresent(
            complaint -> {
              throw failed("applyInWholeNumbers: " + complaint);
            });
    return whole.map(
        found ->
            new WholeRows(
                found.terms().stream()
                    .map(
                        term ->
                            new WholeRows.Term(term.numbers().dup('c'), term.factors().dup('c')))
                    .toList()));
  }

  /** The result in its shape and type, but perhaps with numbers that are not finite. */
  public INDArray applyUnbounded(INDArray rows) {
    requireRows(rows);
    return verified ? appliedTwice(rows) : applied(rows);
  }

  /** Throws if the map made NaN or infinity of finite rows. */
  public void requireFinite(INDArray result, INDArray rows) {
    Finite.complaint(result)
        .filter(complaint -> Finite.complaint(rows).isEmpty())
        .ifPresent(
            complaint -> {
              throw failed(NOT_FINITE + complaint);
            });
  }

  private INDArray applied(INDArray rows) {
    INDArray given = rows.dup('c');
    return new PluginCall(subject, "apply")
        .make(() -> owned(map.apply(given), given, rows), e -> thrown(e, rows));
  }

  /** Returns what the map made of what it was given, dense and nobody else's. */
  private INDArray owned(INDArray result, INDArray given, INDArray rows) {
    if (result == null) {
      throw failed("returned null for " + described(rows));
    }
    if (given.wasClosed()) {
      throw failed("closed its argument");
    }
    if (result.wasClosed()) {
      throw failed("returned an array that is closed");
    }
    if (!Arrays.equals(result.shape(), rows.shape()) || result.dataType() != rows.dataType()) {
      throw failed(
          String.format(Locale.ROOT, "returned %s for %s", described(result), described(rows)));
    }
    OptionalInt changed = Numbers.firstDifference(Dense.of(rows), given);
    if (changed.isPresent()) {
      throw failed("changed its argument, first at " + Numbers.index(changed.getAsInt(), rows));
    }
    if (result == given) {
      return given;
    }
    INDArray owned =
        result.data().sameUnderlyingData(given.data()) ? result.dup('c') : Dense.of(result);
    given.close();
    return owned;
  }

  private INDArray appliedTwice(INDArray rows) {
    INDArray first = applied(rows);
    int different = Arrays.mismatch(Numbers.of(first), Numbers.of(applied(rows)));
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
  private void requireRows(INDArray rows) {
    if (rows.rank() != 2 || rows.size(1) != dimension) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rows of %d numbers are mapped here, and %s came",
              dimension,
              described(rows)));
    }
  }

  /** So has whoever hands in rows with numbers that are not finite. */
  private static void requireUsable(INDArray rows) {
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
