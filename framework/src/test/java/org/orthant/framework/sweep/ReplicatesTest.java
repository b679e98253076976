package org.orthant.framework.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplicatesTest {

  /**
   * The quantile t₀.₉₇₅ as printed tables have it; for 1 and 2 degrees of freedom in closed form.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 12.7062047361747",
    "3, 4.30265272974946",
    "4, 3.18245",
    "5, 2.77645",
    "11, 2.22814",
    "31, 2.04227"
  })
  void halfTheWidthIsTTimesTheStandardError(int n, double t) {
    List<Double> values = IntStream.rangeClosed(1, n).mapToObj(i -> (double) i).toList();
    // The variance of 1 … n is n(n + 1)/12.
    double standardError = Math.sqrt(n * (n + 1) / 12.0 / n);
    assertThat(new Replicates(values).reach())
        .hasValueCloseTo(t * standardError, within(1e-5 * t * standardError));
    assertThat(new Replicates(values).mean()).isEqualTo((n + 1) / 2.0);
  }

  @Test
  void closedFormsForFewSeeds() {
    assertThat(new Replicates(List.of(0.0, 2.0)).reach())
        .hasValueCloseTo(Math.tan(Math.PI * 0.475), within(1e-9));
    double t = 0.95 * Math.sqrt(2 / (1 - 0.95 * 0.95));
    assertThat(new Replicates(List.of(1.0, 2.0, 3.0)).reach())
        .hasValueCloseTo(t / Math.sqrt(3), within(1e-9));
  }

  @Test
  void oneSeedHasNoInterval() {
    Replicates one = new Replicates(List.of(0.7, Double.NaN));
    assertThat(one.n()).isOne();
    assertThat(one.mean()).isEqualTo(0.7);
    assertThat(one.reach()).isEmpty();
  }

  @Test
  void whatIsUndefinedEverywhereHasNoMean() {
    Replicates none = new Replicates(List.of(Double.NaN, Double.POSITIVE_INFINITY));
    assertThat(none.n()).isZero();
    assertThat(none.mean()).isNaN();
    assertThat(none.reach()).isEmpty();
  }

  @Test
  void equalValuesAreTheirMeanExactly() {
    Replicates same = new Replicates(List.of(0.1, 0.1, 0.1));
    assertThat(same.mean()).isEqualTo(0.1);
    assertThat(same.reach()).hasValue(0);
  }
}
