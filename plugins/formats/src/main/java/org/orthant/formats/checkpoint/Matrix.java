package org.orthant.formats.checkpoint;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.BadInputException;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerOutline;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.StoredLayer;
import org.orthant.formats.safetensors.Tensor;

/**
 * A matrix [out, in] of a file as a layer of {@code out} filters of d = {@code in} weights.
 *
 * @param shape that of a dense layer
 */
record Matrix(LayerShape shape, Tensor tensor) implements StoredLayer {

  /** Whether a tensor is one. */
  static boolean is(Tensor tensor) {
    return tensor.shape().size() == 2;
  }

  /**
   * The layer that a tensor is.
   *
   * @param name of the layer
   * @throws BadInputException if no array holds it, or its numbers are of a type that is not read
   */
  static Matrix of(String name, Tensor tensor) {
    tensor.requireReadable();
    return new Matrix(
        LayerShape.dense(
            name, Math.toIntExact(tensor.shape().get(1)), Math.toIntExact(tensor.shape().get(0))),
        tensor);
  }

  @Override
  public LayerOutline outline() {
    return new LayerOutline(shape, false, true, false);
  }

  @Override
  public Layer open() throws IOException {
    INDArray weights =
        Nd4j.createUninitialized(
            DataType.FLOAT, new long[] {shape.filters(), shape.dimension()}, 'c');
    FloatBuffer buffer = weights.data().asNioFloat();
    try {
      tensor.read((numbers, from, count) -> buffer.put(from, numbers, 0, count));
    } catch (IOException | RuntimeException e) {
      weights.close();
      throw e;
    }
    return new Layer(shape, weights, Optional.empty());
  }
}
