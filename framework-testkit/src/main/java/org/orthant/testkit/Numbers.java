package org.orthant.testkit;

import static org.orthant.testkit.Rules.require;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The numbers of arrays, for comparing. */
final class Numbers {
  private Numbers() {}

  /** All numbers in c-order, whatever the array's layout. */
  static double[] of(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  /** The rows of [n, d]. */
  static double[][] rows(INDArray array) {
    double[] all = of(array);
    int d = (int) array.size(1);
    double[][] rows = new double[(int) array.size(0)][];
    Arrays.setAll(rows, r -> Arrays.copyOfRange(all, r * d, (r + 1) * d));
    return rows;
  }

  /** Returns the same numbers to the last bit, and the same shape. */
  static boolean equal(INDArray a, INDArray b) {
    return Arrays.equals(a.shape(), b.shape()) && Arrays.equals(of(a), of(b));
  }

  static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  static double norm(double[] x) {
    double largest = Arrays.stream(x).map(Math::abs).max().orElse(0);
    if (largest == 0 || !Double.isFinite(largest)) {
      return largest;
    }
    return largest * Math.sqrt(Arrays.stream(x).map(v -> v / largest * (v / largest)).sum());
  }

  static double distance(double[] x, double[] y) {
    double[] difference = new double[x.length];
    Arrays.setAll(difference, i -> x[i] - y[i]);
    return norm(difference);
  }

  static boolean areFinite(double[] numbers) {
    return Arrays.stream(numbers).allMatch(Double::isFinite);
  }

  /** The stride of a dimension of size 1 says nothing. */
  private static boolean isDense(INDArray array) {
    long expected = 1;
    for (int i = array.rank() - 1; i >= 0; i--) {
      if (array.size(i) > 1 && array.stride(i) != expected) {
        return false;
      }
      expected *= array.size(i);
    }
    return array.offset() == 0 && array.data().length() == array.length();
  }

  /** Dense, c-order, detached from workspaces, its buffer exactly its numbers. */
  static void requireDense(INDArray array, String subject) {
    require(
        isDense(array),
        "%s is a view or not in c-order; an array that is handed out must be dense: return"
            + " array.dup('c') or build it with Floats.array",
        subject);
    require(
        !array.isAttached(),
        "%s belongs to a workspace and will be overwritten: return array.detach()",
        subject);
  }
}
