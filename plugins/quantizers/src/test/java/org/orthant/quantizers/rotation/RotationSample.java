package org.orthant.quantizers.rotation;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.LayerShape;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/** A sample of given vectors, or of none that anybody may look at. */
public record RotationSample(
    LayerShape shape, Role role, Supplier<INDArray> vectors, Supplier<INDArray> entering)
    implements Sample {

  /** The weights of a layer. */
  public static RotationSample weights(INDArray rows) {
    return new RotationSample(
        LayerShape.dense("layer", (int) rows.size(1), (int) rows.size(0)),
        Role.WEIGHTS,
        () -> rows,
        RotationSample::refuse);
  }

  /** The weights of a layer and what enters it. */
  public static RotationSample weights(INDArray rows, INDArray inputs) {
    return new RotationSample(weights(rows).shape(), Role.WEIGHTS, () -> rows, () -> inputs);
  }

  /** The activations that leave a layer. */
  public static RotationSample activations(INDArray rows) {
    return new RotationSample(
        LayerShape.dense("layer", 3, (int) rows.size(1)),
        Role.ACTIVATIONS,
        () -> rows,
        RotationSample::refuse);
  }

  /** What enters a layer. */
  public static RotationSample inputs(INDArray rows) {
    return new RotationSample(
        LayerShape.dense("layer", (int) rows.size(1), 3),
        Role.INPUTS,
        () -> rows,
        RotationSample::refuse);
  }

  /** A sample of which only the number of components may be looked at. */
  public static RotationSample unseen(int dimension) {
    return new RotationSample(
        LayerShape.dense("layer", dimension, 4),
        Role.WEIGHTS,
        RotationSample::refuse,
        RotationSample::refuse);
  }

  /** Rows of independent standard normal components. */
  public static INDArray gaussian(int count, int dimension, long seed) {
    SplittableRandom generator = new SplittableRandom(seed);
    float[][] rows = new float[count][dimension];
    for (float[] row : rows) {
      for (int j = 0; j < dimension; j++) {
        row[j] = (float) generator.nextGaussian();
      }
    }
    return Nd4j.createFromArray(rows);
  }

  private static INDArray refuse() {
    throw new AssertionError("nobody may look at these");
  }

  @Override
  public INDArray rows() {
    return vectors.get();
  }

  @Override
  public INDArray inputs(int atMost) {
    return entering.get();
  }
}
