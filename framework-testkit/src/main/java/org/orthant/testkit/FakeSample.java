package org.orthant.testkit;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.array.Floats;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/**
 * A sample of independent standard normal components, the same for the same layer, role and seed:
 * all filters of the layer for weights, 60 rows for activations, and at most 60 inputs.
 */
public final class FakeSample implements Sample {
  private static final int MOST = 60;

  private final LayerShape shape;
  private final Role role;
  private final Seed seed;
  private final INDArray rows;

  public FakeSample(LayerShape shape, Role role, Seed seed) {
    this.shape = shape;
    this.role = role;
    this.seed = seed;
    this.rows =
        gaussian(
            role == Role.WEIGHTS ? shape.filters() : MOST,
            role.dimension(shape),
            seed.fork("rows"));
  }

  /** A new array [n, d], float32, of independent standard normal components. */
  public static INDArray gaussian(int n, int d, Seed seed) {
    RandomNumbers generator = seed.generator();
    float[] values = new float[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) generator.nextGaussian();
    }
    return Floats.array(values, n, d);
  }

  @Override
  public LayerShape shape() {
    return shape;
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public INDArray rows() {
    return rows;
  }

  @Override
  public INDArray inputs(int atMost) {
    return gaussian(Math.min(atMost, MOST), shape.dimension(), seed.fork("inputs"));
  }
}
