package org.orthant.quantizers.rotation;

import java.util.List;
import java.util.SplittableRandom;
import org.orthant.api.Seed;

/** Coordinates in some order, each with a random sign, then Hadamard matrices side by side. */
final class RandomizedHadamard extends VectorwiseIsometry {
  private final CoordinateOrder order;
  private final double[] signs;
  private final List<HadamardMatrix> blocks;
  private final List<HadamardMatrix> transposed;

  /**
   * @param blocks whose sizes add up to the number of coordinates
   * @param seed for the signs
   */
  RandomizedHadamard(CoordinateOrder order, List<HadamardMatrix> blocks, Seed seed) {
    this.order = order;
    this.signs = signs(order.dimension(), seed.generator());
    this.blocks = blocks;
    this.transposed = blocks.stream().map(HadamardMatrix::transposed).toList();
  }

  private static double[] signs(int dimension, SplittableRandom generator) {
    double[] signs = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      signs[i] = generator.nextBoolean() ? 1 : -1;
    }
    return signs;
  }

  @Override
  double[] forward(double[] vector) {
    double[] arranged = order.arrange(vector);
    multiplyBySigns(arranged);
    multiply(blocks, arranged);
    return arranged;
  }

  @Override
  double[] backward(double[] vector) {
    multiply(transposed, vector);
    multiplyBySigns(vector);
    return order.restore(vector);
  }

  private void multiplyBySigns(double[] vector) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= signs[i];
    }
  }

  private static void multiply(List<HadamardMatrix> blocks, double[] vector) {
    int from = 0;
    for (HadamardMatrix block : blocks) {
      block.apply(vector, from);
      from += block.size();
    }
  }
}
