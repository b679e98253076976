package org.orthant.probes;

import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.statistics.VectorSum;
import org.orthant.probes.geometry.GaussianVectors;
import org.orthant.probes.geometry.RowSums;

/**
 * How dot products correlate where nothing has structure: filters w are Gaussian, of a layer's
 * dimension and root mean square, and inputs independent, of one variance and mean 0. Pooled over
 * filters, r = Σ w·q(w) / √(Σ‖w‖² Σ‖q(w)‖²), under the layer's quantizers as fitted to it.
 *
 * <p>Filters of the size that suits the layer's largest weight count instead where their r is
 * larger, as under a quantizer of one range for the layer, which one large filter spoils for all
 * others.
 */
final class GaussianProducts {
  private static final Key<VectorSum> LIKE = Key.total("gaussian-products", VectorSum.class);
  private static final Key<VectorSum> WIDE = Key.total("gaussian-products-wide", VectorSum.class);

  private GaussianProducts() {}

  /** Keeps the sums of all quantizers. */
  static void write(LayerView layer, Stats out) {
    write(layer, GaussianVectors.like(layer), LIKE, out);
    layer.quantizers().forEach(quantizer -> out.at(WIDE.of(quantizer), () -> new VectorSum(3)));
    GaussianVectors.wide(layer).ifPresent(vectors -> write(layer, vectors, WIDE, out));
  }

  private static void write(
      LayerView layer, GaussianVectors vectors, Key<VectorSum> key, Stats out) {
    vectors
        .few()
        .forEachImage(
            layer,
            (quantizer, rows, images, first) ->
                out.at(key.of(quantizer), () -> new VectorSum(3)).add(sums(rows, images)));
  }

  private static double[] sums(float[] rows, float[] images) {
    return new double[] {
      RowSums.products(rows, images, 0, rows.length),
      RowSums.products(rows, rows, 0, rows.length),
      RowSums.products(images, images, 0, rows.length)
    };
  }

  /** The r of what {@link #write} kept of one quantizer; NaN where all is 0. */
  static double correlation(Recording weights, String quantizer) {
    double like = correlation(weights.total(LIKE.of(quantizer)));
    double wide = correlation(weights.total(WIDE.of(quantizer)));
    return Double.isNaN(wide) ? like : Math.max(like, wide);
  }

  private static double correlation(VectorSum products) {
    double[] sums = products.components();
    return Math.min(1, sums[0] / (Math.sqrt(sums[1]) * Math.sqrt(sums[2])));
  }
}
