package org.orthant.framework.run;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.BatchNorm;

/**
 * Batch normalization in float32 arithmetic, step by step: γ·(x − μ)/σ + β.
 *
 * <p>Not by ND4J, whose products of rows with a vector refer to an array that nothing keeps alive:
 * where the garbage collector runs meanwhile, it is freed while native code reads it.
 */
final class Normalization {
  private final float[] mean;
  private final float[] deviation;
  private final float[] gamma;
  private final float[] beta;

  Normalization(BatchNorm norm) {
    this.mean = Floats.of(Dense.of(norm.mean()));
    this.deviation = Floats.of(Transforms.sqrt(norm.variance().add(norm.epsilon()), false));
    this.gamma = Floats.of(Dense.of(norm.gamma()));
    this.beta = Floats.of(Dense.of(norm.beta()));
  }

  /** How many channels there are. */
  int channels() {
    return mean.length;
  }

  private float normalized(int channel, float product) {
    return (product - mean[channel]) / deviation[channel] * gamma[channel] + beta[channel];
  }

  /** Whether a product ends as +1; one that is not finite does as β says where γ is 0. */
  boolean isPositive(int channel, float product) {
    return (gamma[channel] == 0 ? beta[channel] : normalized(channel, product)) > 0;
  }

  /**
   * Normalizes in place.
   *
   * @param rows [rows, channels], dense, c-order, offset 0
   */
  void normalize(INDArray rows) {
    float[] values = Floats.of(rows);
    for (int row = 0; row < values.length; row += channels()) {
      for (int channel = 0; channel < channels(); channel++) {
        values[row + channel] = normalized(channel, values[row + channel]);
      }
    }
    Floats.read(rows, numbers -> numbers.put(0, values));
  }
}
