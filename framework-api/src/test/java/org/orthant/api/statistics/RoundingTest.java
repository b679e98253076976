package org.orthant.api.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class RoundingTest {
  private final SplittableRandom random = new SplittableRandom(8);

  /** Sums the same terms in many orders, as blocks and vector registers do. */
  @Test
  void ordersOfSummationDifferByLessAndNotByMuchLess() {
    for (int d : new int[] {1, 2, 27, 144, 1152, 4608}) {
      assertExplained(weights(d, random::nextGaussian, 0), 1);
      assertExplained(weights(d, random::nextGaussian, 0.3), 1);
      assertExplained(centred(weights(d, random::nextGaussian, 0)), 0.7f);
      assertExplained(weights(d, () -> 0.1, 0), 0.3f);
      assertExplained(weights(d, () -> Math.abs(random.nextGaussian()), 0), 100);
    }
  }

  private void assertExplained(float[] weights, float input) {
    int d = weights.length;
    double exact = 0;
    double squares = 0;
    for (float weight : weights) {
      exact += (double) weight * input;
      squares += (double) weight * weight;
    }
    double explained = Rounding.ofDotProduct(d, exact, Math.sqrt(squares) * input);
    Moments sums = new Moments();
    for (int lanes = 1; lanes <= Math.min(d, 64); lanes *= 2) {
      sums.add(sum(weights, input, lanes));
      sums.add(sum(shuffled(weights), input, lanes));
    }
    double deviation = sums.count() < 2 ? 0 : sums.standardDeviation();
    assertThat(deviation).isLessThanOrEqualTo(explained);
    if (d >= 1152 && squares > 0 && deviation > 0) {
      assertThat(explained).isLessThan(300 * deviation);
    }
  }

  /** Adds in that many registers, and then these. */
  private static float sum(float[] weights, float input, int lanes) {
    float[] sums = new float[lanes];
    for (int i = 0; i < weights.length; i++) {
      sums[i % lanes] += weights[i] * input;
    }
    float sum = 0;
    for (float each : sums) {
      sum += each;
    }
    return sum;
  }

  private float[] shuffled(float[] weights) {
    float[] shuffled = weights.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      float kept = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = kept;
    }
    return shuffled;
  }

  private static float[] weights(int d, DoubleSupplier each, double offset) {
    float[] weights = new float[d];
    for (int i = 0; i < d; i++) {
      weights[i] = (float) (each.getAsDouble() + offset);
    }
    return weights;
  }

  private static float[] centred(float[] weights) {
    double mean = 0;
    for (float weight : weights) {
      mean += weight / weights.length;
    }
    float[] centred = Arrays.copyOf(weights, weights.length);
    for (int i = 0; i < centred.length; i++) {
      centred[i] -= (float) mean;
    }
    return centred;
  }

  @Test
  void floatsThatDifferInTheLastDigitAreConstantAndOthersAreNot() {
    float[] y = new float[100];
    float[] lastDigit = new float[100];
    float[] tenDigits = new float[100];
    for (int i = 0; i < 100; i++) {
      y[i] = i % 2;
      lastDigit[i] = i % 2 == 0 ? 100 : Math.nextUp(100f);
      tenDigits[i] = 100 + i % 2 * 10 * Math.ulp(100f);
    }
    Comoments constant = new Comoments();
    constant.add(lastDigit, y, 0, 100, 1);
    Comoments varying = new Comoments();
    varying.add(tenDigits, y, 0, 100, 1);

    assertThat(constant.isConstantX()).isTrue();
    assertThat(constant.pearson()).isNaN();
    assertThat(constant.slope()).isNaN();
    assertThat(varying.pearson()).isCloseTo(1, within(1e-12));
    assertThat(varying.slope()).isCloseTo(1 / (10.0 * Math.ulp(100f)), within(1e-3));
    assertThat(varying.ofDotProducts(48, 100 * Math.sqrt(48), 1).pearson()).isNaN();
  }

  @Test
  void doublesKeepMoreDigits() {
    Comoments varying = new Comoments();
    for (int i = 0; i < 50; i++) {
      varying.add(1 + i % 2 * 1e-12, i % 2);
    }
    // The step is 4,500 times the spacing of doubles near 1, and r loses the square of that.
    assertThat(varying.pearson()).isCloseTo(1, within(1e-7));
  }
}
