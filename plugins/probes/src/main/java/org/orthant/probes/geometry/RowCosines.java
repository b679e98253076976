package org.orthant.probes.geometry;

import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.LayerView;
import org.orthant.api.model.LayerShape;

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
   * Returns the same of rows that follow each other.
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

  /** The cosines between a layer's continuous filters and their images, by the quantizer. */
  public static Map<String, double[]> ofFilters(LayerView layer) {
    LayerShape shape = layer.layer().shape();
    Map<String, double[]> cosines = new HashMap<>();
    layer.quantizers().forEach(name -> cosines.put(name, new double[shape.filters()]));
    FilterImages.forEach(
        layer,
        (quantizer, filters, images, first) -> {
          double[] some = of(filters, images, shape.dimension());
          System.arraycopy(some, 0, cosines.get(quantizer), first, some.length);
        });
    return cosines;
  }

  private static double cosine(float[] a, float[] b, int from, int to) {
    double aa = 0;
    double bb = 0;
    double ab = 0;
    double otherAa = 0;
    double otherBb = 0;
    double otherAb = 0;
    // Two of each sum side by side, which do not wait for one another.
    int even = to - (to - from) % 2;
    for (int i = from; i < even; i += 2) {
      double x = a[i];
      double y = b[i];
      aa += x * x;
      bb += y * y;
      ab += x * y;
      double otherX = a[i + 1];
      double otherY = b[i + 1];
      otherAa += otherX * otherX;
      otherBb += otherY * otherY;
      otherAb += otherX * otherY;
    }
    if (even < to) {
      aa += (double) a[even] * a[even];
      bb += (double) b[even] * b[even];
      ab += (double) a[even] * b[even];
    }
    return cosine(aa + otherAa, bb + otherBb, ab + otherAb);
  }

  private static double cosine(double aa, double bb, double ab) {
    return aa == 0 || bb == 0
        ? Double.NaN
        : Math.max(-1, Math.min(1, ab / (Math.sqrt(aa) * Math.sqrt(bb))));
  }
}
