package org.orthant.api.model;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;

/**
 * A quantization of a layer's weights that is known by its result alone, such as from a file.
 *
 * @param continuous [filters, d], float32
 * @param computed the same under the map
 */
public record StoredWeights(INDArray continuous, INDArray computed) implements VectorMap {
  public StoredWeights {
    if (!Arrays.equals(continuous.shape(), computed.shape())) {
      throw new IllegalArgumentException(
          "weights of "
              + Arrays.toString(continuous.shape())
              + " became weights of "
              + Arrays.toString(computed.shape()));
    }
  }

  /**
   * Gives the stored result.
   *
   * @throws IllegalArgumentException if the rows are others than the layer's weights
   */
  @Override
  public INDArray apply(INDArray rows) {
    boolean known =
        Arrays.equals(rows.shape(), continuous.shape())
            && Arrays.equals(Floats.of(Dense.of(rows)), Floats.of(Dense.of(continuous)));
    if (!known) {
      throw new IllegalArgumentException("the map is known for the layer's own weights alone");
    }
    return computed.dup('c');
  }
}
