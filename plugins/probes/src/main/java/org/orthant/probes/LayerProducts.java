package org.orthant.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.LayerShape;
import org.orthant.probes.geometry.LinearProducts;

/**
 * What the covariance of a layer's inputs makes of its quantized and continuous filters, each
 * filter under the covariance of its own group of channels.
 */
final class LayerProducts {
  private final List<double[]> correlations = new ArrayList<>();
  private final List<double[]> losses = new ArrayList<>();

  private LayerProducts() {}

  /**
   * @param continuous [filters, d]
   * @param quantized [filters, d]
   * @param inputs the components of the layer's inputs
   */
  static LayerProducts of(
      LayerShape shape, INDArray continuous, INDArray quantized, LayerComponents inputs) {
    LayerProducts products = new LayerProducts();
    double[] w = continuous.data().asDouble();
    double[] b = quantized.data().asDouble();
    for (int group = 0; group < shape.groups(); group++) {
      LinearProducts ofGroup =
          new LinearProducts(
              filters(w, shape, group), filters(b, shape, group), inputs.covariances().get(group));
      products.correlations.add(ofGroup.correlations());
      products.losses.add(ofGroup.loss(inputs.components().get(group)));
    }
    return products;
  }

  private static DMatrixRMaj filters(double[] all, LayerShape shape, int group) {
    int rows = shape.filtersPerGroup();
    int size = rows * shape.dimension();
    return DMatrixRMaj.wrap(
        rows, shape.dimension(), Arrays.copyOfRange(all, group * size, (group + 1) * size));
  }

  /** r of each filter; NaN where it has none. */
  double[] correlations() {
    return correlations.stream().flatMapToDouble(DoubleStream::of).toArray();
  }

  /**
   * The loss 1 − r² along each component of the filter's own group, averaged over the filters that
   * have a correlation; all NaN where none has.
   */
  double[] loss() {
    long all = defined(correlations());
    double[] loss = new double[losses.get(0).length];
    Arrays.fill(loss, all == 0 ? Double.NaN : 0);
    for (int group = 0; group < losses.size(); group++) {
      long ofGroup = defined(correlations.get(group));
      for (int k = 0; ofGroup > 0 && k < loss.length; k++) {
        loss[k] += losses.get(group)[k] * ((double) ofGroup / all);
      }
    }
    return loss;
  }

  private static long defined(double... numbers) {
    return DoubleStream.of(numbers).filter(number -> !Double.isNaN(number)).count();
  }
}
