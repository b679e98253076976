package org.orthant.quantizers.uniform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntropyTest {

  /** The example of Migacz's slides: each half spread over what is not empty, then Σ p ln(p/q). */
  @Test
  void levelsSpreadTheirCountsOverTheBinsThatAreNotEmpty() {
    double[] bins = {1, 0, 2, 3, 5, 3, 1, 7};
    assertThat(MagnitudeHistogram.divergence(bins, 0, 2))
        .isCloseTo(0.15031526533674186, within(1e-15));
  }

  /** P = (1/4, 3/4), Q = (1/2, 1/2): ¼·ln ½ + ¾·ln 3/2. */
  @Test
  void whatSaturatesCountsInTheLastBinOfOneAlone() {
    assertThat(MagnitudeHistogram.divergence(new double[] {1, 1}, 2, 2))
        .isCloseTo(Math.log(0.5) / 4 + Math.log(1.5) * 3 / 4, within(1e-15));
    assertThat(MagnitudeHistogram.divergence(new double[] {1, 0}, 2, 2))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void asManyLevelsAsBinsLoseNothing() {
    assertThat(MagnitudeHistogram.divergence(new double[] {4, 0, 7, 1}, 0, 4)).isZero();
  }

  /** Steps as computed with NumPy: histogram and bincount, all thresholds tried. */
  @ParameterizedTest
  @CsvSource({
    "true, SYMMETRIC, 2, 4.428295684978366",
    "true, SYMMETRIC, 3, 2.275042997673154",
    "true, SYMMETRIC, 4, 1.5818821455218963",
    "true, SYMMETRIC, 8, 0.1473375061805558",
    "true, AFFINE, 2, 3.900537673383951",
    "true, AFFINE, 3, 2.7294948415032456",
    "true, AFFINE, 4, 1.532284491509199",
    "true, AFFINE, 8, 0.14767672143438282",
    "false, AFFINE, 2, 2.275042997673154",
    "false, AFFINE, 4, 0.8837104920297861",
    "false, AFFINE, 8, 0.07825146843405331"
  })
  void theStepIsNumPys(boolean signed, UniformScheme scheme, int bits, double step) {
    UniformGrid grid =
        new GridChoice(bits, scheme, UniformRange.ENTROPY, 99.9).grid(values(20_000, signed));
    assertThat(grid.step()).isCloseTo(step, within(1e-15));
  }

  @Test
  void zerosDoNotCount() {
    double[] values = values(20_000, true);
    double[] withZeros = new double[100_000];
    System.arraycopy(values, 0, withZeros, 0, values.length);
    GridChoice choice = new GridChoice(4, UniformScheme.SYMMETRIC, UniformRange.ENTROPY, 99.9);
    assertThat(choice.grid(withZeros)).isEqualTo(choice.grid(values));
    assertThat(choice.grid(new double[5])).isEqualTo(new UniformGrid(0, 0, 0));
  }

  @Test
  void withMoreValuesThanBinsItIsMax() {
    double[] values = values(20_000, false);
    assertThat(new GridChoice(12, UniformScheme.AFFINE, UniformRange.ENTROPY, 99.9).grid(values))
        .isEqualTo(new GridChoice(12, UniformScheme.AFFINE, UniformRange.MAX, 99.9).grid(values));
  }

  /** Few of them are large. */
  private static double[] values(int count, boolean signed) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      double u = i * 7919L % 10_007 / 10_007.0;
      values[i] = (float) (u * u * u / (1.05 - u)) * (signed && i % 2 == 1 ? -1 : 1);
    }
    return values;
  }
}
