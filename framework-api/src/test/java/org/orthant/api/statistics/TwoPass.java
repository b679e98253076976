package org.orthant.api.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** The textbook formulas, mean first, in 60 decimal digits. */
final class TwoPass {
  private static final MathContext PRECISION = new MathContext(60);

  private TwoPass() {}

  static double mean(double... x) {
    return exactMean(x).doubleValue();
  }

  /** The unbiased variance. */
  static double variance(double... x) {
    return divide(centralSum(x, 2), BigDecimal.valueOf(x.length - 1L)).doubleValue();
  }

  static double rootMeanSquare(double... x) {
    BigDecimal squares =
        Arrays.stream(x).mapToObj(BigDecimal::new).map(v -> v.pow(2)).reduce(BigDecimal::add).get();
    return divide(squares, BigDecimal.valueOf(x.length)).sqrt(PRECISION).doubleValue();
  }

  /** n·Σ(x − x̄)⁴ / (Σ(x − x̄)²)² − 3. */
  static double excessKurtosis(double... x) {
    BigDecimal fourth = centralSum(x, 4).multiply(BigDecimal.valueOf(x.length));
    return divide(fourth, centralSum(x, 2).pow(2)).subtract(BigDecimal.valueOf(3)).doubleValue();
  }

  static double pearson(double[] x, double[] y) {
    BigDecimal norms = centralSum(x, 2).multiply(centralSum(y, 2)).sqrt(PRECISION);
    return divide(centralProducts(x, y), norms).doubleValue();
  }

  static double slope(double[] x, double[] y) {
    return divide(centralProducts(x, y), centralSum(x, 2)).doubleValue();
  }

  private static BigDecimal centralSum(double[] x, int power) {
    BigDecimal mean = exactMean(x);
    BigDecimal sum = BigDecimal.ZERO;
    for (double value : x) {
      sum = sum.add(new BigDecimal(value).subtract(mean).pow(power, PRECISION), PRECISION);
    }
    return sum;
  }

  private static BigDecimal centralProducts(double[] x, double[] y) {
    BigDecimal meanX = exactMean(x);
    BigDecimal meanY = exactMean(y);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < x.length; i++) {
      BigDecimal dx = new BigDecimal(x[i]).subtract(meanX);
      sum = sum.add(dx.multiply(new BigDecimal(y[i]).subtract(meanY)), PRECISION);
    }
    return sum;
  }

  private static BigDecimal exactMean(double[] x) {
    BigDecimal sum = Arrays.stream(x).mapToObj(BigDecimal::new).reduce(BigDecimal::add).get();
    return divide(sum, BigDecimal.valueOf(x.length));
  }

  private static BigDecimal divide(BigDecimal numerator, BigDecimal denominator) {
    return numerator.divide(denominator, PRECISION);
  }
}
