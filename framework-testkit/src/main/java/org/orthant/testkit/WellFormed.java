package org.orthant.testkit;

import java.util.List;
import java.util.Optional;
import org.orthant.api.finding.Finding;

/** Whether the numbers of a finding fit together. */
final class WellFormed {
  private WellFormed() {}

  /** Returns what does not fit, in words; empty where all does. */
  static Optional<String> problem(Finding finding) {
    if (finding instanceof Finding.Scalar scalar) {
      return problem(scalar);
    }
    if (finding instanceof Finding.Distribution distribution) {
      int bins = distribution.axis().bins();
      return first(
          distribution.counts().size() != bins,
          "as many counts as the axis has bins",
          !isNoneOr(bins, distribution.reference()),
          "a reference for each bin or for none",
          distribution.counts().stream().anyMatch(count -> count < 0),
          "counts of at least 0");
    }
    if (finding instanceof Finding.Curve curve) {
      return first(
          curve.x().size() != curve.y().size(),
          "as many y as x",
          !isNoneOr(curve.x().size(), curve.reference()),
          "a reference for each x or for none",
          !increases(curve.x()),
          "x in increasing order");
    }
    if (finding instanceof Finding.Filters filters) {
      return first(
          filters.channels() != 1 && filters.channels() != 3,
          "1 or 3 channels",
          filters.values().isEmpty()
              || filters.values().stream().anyMatch(row -> row.size() != filters.dimension()),
          "a filter or more, each of height · width · channels values",
          filters.values().stream()
              .flatMap(List::stream)
              .anyMatch(value -> !Double.isFinite(value)),
          "finite values");
    }
    Finding.Joint joint = (Finding.Joint) finding;
    return first(
        joint.counts().size() != joint.axisY().bins(),
        "as many rows as the y axis has bins",
        joint.counts().stream().anyMatch(row -> row.size() != joint.axisX().bins()),
        "rows as long as the x axis has bins",
        false,
        "");
  }

  private static Optional<String> problem(Finding.Scalar scalar) {
    double value = scalar.value();
    boolean half = scalar.low().isPresent() != scalar.high().isPresent();
    boolean outside =
        scalar.low().isPresent()
            && scalar.high().isPresent()
            && !Double.isNaN(value)
            && !(scalar.low().getAsDouble() <= value && value <= scalar.high().getAsDouble());
    return first(
        Double.isInfinite(value),
        "a finite value, or NaN where it is undefined",
        half || outside,
        "low and high together, with the value between, not " + scalar,
        scalar.n().isPresent() && scalar.n().getAsLong() < 1,
        "n of at least 1, or none");
  }

  private static Optional<String> first(
      boolean a, String ifA, boolean b, String ifB, boolean c, String ifC) {
    if (a) {
      return Optional.of("must have " + ifA);
    }
    if (b) {
      return Optional.of("must have " + ifB);
    }
    return c ? Optional.of("must have " + ifC) : Optional.empty();
  }

  private static boolean isNoneOr(int size, List<Double> reference) {
    return reference.isEmpty() || reference.size() == size;
  }

  private static boolean increases(List<Double> x) {
    for (int i = 1; i < x.size(); i++) {
      if (!(x.get(i - 1) < x.get(i))) {
        return false;
      }
    }
    return true;
  }
}
