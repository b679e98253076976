package org.orthant.probes.geometry;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.LayerView;

/** The cosine of the angle between each row of one matrix and the same row of another. */
public final class RowCosines {
  private RowCosines() {}

  /**
   * cos∠(a, b) = a·b / (‖a‖‖b‖) of each pair of rows, summed in float64.
   *
   * @param rows [n, d], float32, dense, c-order
   * @param others the same shape
   * @return n cosines in [−1, 1]; NaN where a row has length 0
   */
  public static double[] of(INDArray rows, INDArray others) {
    return of(Floats.of(rows), Floats.of(others), Math.toIntExact(rows.size(1)));
  }

  /**
   * The same of rows that follow each other.
   *
   * @param dimension d
   */
  static double[] of(float[] rows, float[] others, int dimension) {
    double[] cosines = new double[rows.length / dimension];
    for (int row = 0; row < cosines.length; row++) {
      cosines[row] = cosine(rows, others, row * dimension, (row + 1) * dimension);
    }
    return cosines;
  }

  /** The cosines between a layer's continuous filters and what a quantizer made of them. */
  public static double[] ofFilters(LayerView layer, String quantizer) {
    double[] cosines = new double[layer.layer().shape().filters()];
    int dimension = layer.layer().shape().dimension();
    FilterImages.forEach(
        layer,
        quantizer,
        (rows, images, first) -> {
          double[] some = of(rows, images, dimension);
          System.arraycopy(some, 0, cosines, first, some.length);
        });
    return cosines;
  }

  private static double cosine(float[] a, float[] b, int from, int to) {
    double aa = RowSums.products(a, a, from, to);
    double bb = RowSums.products(b, b, from, to);
    return aa == 0 || bb == 0
        ? Double.NaN
        : Math.max(
            -1, Math.min(1, RowSums.products(a, b, from, to) / (Math.sqrt(aa) * Math.sqrt(bb))));
  }
}
