package org.orthant.probes;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Weights;

/** Dot products of a layer's filters as [rows, filters], row after row. */
final class Products {
  private Products() {}

  /**
   * With other vectors.
   *
   * @param rows [n × groups, d], float32, dense, c-order
   * @return [n, filters]
   */
  static float[] of(Block block, Weights weights, INDArray rows) {
    try (INDArray products = block.products(weights, rows)) {
      return Floats.of(products);
    }
  }
}
