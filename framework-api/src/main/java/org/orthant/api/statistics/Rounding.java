package org.orthant.api.statistics;

/**
 * Bounds of how far rounding moves numbers, and of the variation it explains. Numbers that would be
 * equal without rounding differ in their last digits with the order in which they were summed; a
 * correlation of such differences says nothing.
 *
 * <p>A float32 dot product of d terms is rounded after each addition, by a random fraction of u =
 * 2⁻²⁴ of the partial sum, whose variance is u²/3. If its terms come in no particular order, the
 * squares of the partial sums add up to about d·p²/3 + d·b²/6, p being the product and b² ≥
 * Σ(wₖaₖ)², and what multiplications lose adds b²u²/3. The standard error of the product is then
 * u·√(d·p²/9 + d·b²/18) and a little more. {@link #ofDotProduct} is nine times that, for terms do
 * come in an order: where all are equal, orders of summation differ by up to 0.45 of it. The worst
 * case grows with d instead of √d, and would take variation for rounding that a layer's products
 * really have.
 *
 * <p>Source: N. J. Higham and T. Mary, "A new approach to probabilistic rounding error analysis",
 * SIAM Journal on Scientific Computing 41 (2019), for errors that grow with √d; N. J. Higham,
 * "Accuracy and Stability of Numerical Algorithms" (2002), section 2.8 for the statistics and 3.1
 * for the worst case.
 */
public final class Rounding {
  private static final double UNIT_32 = 0x1p-24;
  private static final double UNIT_64 = 0x1p-53;
  private static final double STANDARD_ERRORS = 9;

  private Rounding() {}

  /** Returns the weight of the last digit of a float32 number. */
  public static double ofFloat32(double number) {
    return 2 * UNIT_32 * Math.abs(number);
  }

  /** Returns the weight of the last digit of a float64 number. */
  public static double ofFloat64(double number) {
    return 2 * UNIT_64 * Math.abs(number);
  }

  /**
   * Returns how far the order of summation may move a dot product in float32.
   *
   * @param dimension the number d of its terms, at least 1
   * @param product about its value
   * @param terms no less than the root of the sum of its squared terms, such as ‖w‖ times the
   *     largest |a|
   */
  public static double ofDotProduct(int dimension, double product, double terms) {
    return STANDARD_ERRORS
        * UNIT_32
        * Math.sqrt(dimension * (product * product / 9 + terms * terms / 18) + terms * terms / 3);
  }

  /**
   * Whether rounding explains that numbers vary: their root mean square deviation is no larger.
   *
   * @param squares the sum of their squared deviations from the mean
   * @param count how many numbers there are
   * @param rounding how far it may move each
   */
  public static boolean explains(double squares, long count, double rounding) {
    return squares <= count * rounding * rounding;
  }
}
