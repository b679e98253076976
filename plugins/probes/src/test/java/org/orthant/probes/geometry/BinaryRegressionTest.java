package org.orthant.probes.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryRegressionTest {
  private static final double EPSILON = 0.01;
  private static final double START = 10 * EPSILON;
  private static final int BURN_IN = 2000;
  private static final int STEPS = 10_000;

  @ParameterizedTest
  @ValueSource(doubles = {-1, -0.99, -0.7, -1.0 / 3, 0, 0.1, 0.5, Math.PI / 4, 0.9, 0.99, 1})
  void theSignIsTheContinuousWeightOnAverage(double alpha) {
    assertThat(new BinaryRegression(alpha, EPSILON).meanSign(START, BURN_IN, STEPS))
        .isCloseTo(alpha, within(2.0 / STEPS + 1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.99, -0.7, -1.0 / 3, 0, 0.1, 0.5, Math.PI / 4, 0.9, 0.99})
  void theLatentWeightStaysWithinTwoSteps(double alpha) {
    double[] path = new BinaryRegression(alpha, EPSILON).path(START, BURN_IN + STEPS);

    for (int step = BURN_IN; step < path.length; step++) {
      assertThat(path[step] / EPSILON)
          .isBetween(alpha - 1 - 1e-9, alpha + 1 + 1e-9)
          .isBetween(-2.0, 2.0);
    }
  }

  /** Its mean is of the order of ε, which tells nothing of α: the products with it do not agree. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.7, 0.1, 0.5, 0.9})
  void theLatentWeightIsNotTheContinuousOneOnAverage(double alpha) {
    double[] path = new BinaryRegression(alpha, EPSILON).path(START, BURN_IN + STEPS);
    double sum = 0;
    for (int step = BURN_IN; step < path.length; step++) {
      sum += path[step];
    }

    assertThat(Math.abs(sum / STEPS)).isLessThan(2 * EPSILON).isLessThan(Math.abs(alpha) / 4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1.5, -1.1, 1.01, 1.25, 3})
  void beyondOneTheLatentWeightGrowsWithoutEnd(double alpha) {
    BinaryRegression regression = new BinaryRegression(alpha, EPSILON);
    double growth = EPSILON * (Math.abs(alpha) - 1);
    double[] path = regression.path(START, BURN_IN + STEPS);

    for (int step = BURN_IN; step < path.length - 1; step++) {
      assertThat(Math.abs(path[step + 1]) - Math.abs(path[step])).isCloseTo(growth, within(1e-9));
    }
    assertThat(regression.meanSign(START, BURN_IN, STEPS)).isEqualTo(Math.signum(alpha));
  }

  /** A start on the side where α − θ = 0 is where it stays: the bound needs |α| < 1. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 5})
  void atOneItStaysWhereItIs(double start) {
    assertThat(new BinaryRegression(1, EPSILON).path(start, 100)[100]).isEqualTo(start);
  }
}
