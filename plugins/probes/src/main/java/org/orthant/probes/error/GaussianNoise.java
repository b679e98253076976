package org.orthant.probes.error;

import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.probes.geometry.GaussianVectors;

/**
 * Signal-to-noise ratios of Gaussian vectors of a layer's dimension and root mean square, under the
 * quantizers as fitted to the layer. Products with independent inputs of one variance and mean 0
 * have the same ratios.
 *
 * @param plain in decibels, of the error as it is
 * @param scaled of the error that is left under the best scale of each vector; of vectors whose
 *     size suits the layer's largest weight, if that is more. It is for a quantizer of one range
 *     for the layer, which one large filter spoils for all others
 */
record GaussianNoise(double plain, double scaled) {
  private static final String LIKE = "gaussian";
  private static final String WIDE = "gaussian-wide";

  /** Keeps the errors under all quantizers. */
  static void write(LayerView layer, Stats out) {
    write(layer, GaussianVectors.like(layer), LIKE, out);
    layer.quantizers().forEach(quantizer -> ErrorSums.at(out, WIDE, quantizer));
    GaussianVectors.wide(layer).ifPresent(vectors -> write(layer, vectors, WIDE, out));
  }

  private static void write(LayerView layer, GaussianVectors vectors, String sample, Stats out) {
    vectors.forEachImage(
        layer,
        (quantizer, rows, images, first) -> {
          ErrorSums sums = ErrorSums.at(out, sample, quantizer);
          RowErrors errors = new RowErrors(rows, images, vectors.dimension());
          for (int row = 0; row < errors.count(); row++) {
            sums.add(errors, row);
          }
        });
  }

  /** Finds what {@link #write} kept of one quantizer. */
  static GaussianNoise read(Recording recording, String quantizer) {
    ErrorSums like = ErrorSums.read(recording, LIKE, quantizer);
    ErrorSums wide = ErrorSums.read(recording, WIDE, quantizer);
    return new GaussianNoise(
        ErrorSums.decibels(like.plain()),
        wide.scaled().count() == 0
            ? ErrorSums.decibels(like.scaled())
            : Math.max(ErrorSums.decibels(like.scaled()), ErrorSums.decibels(wide.scaled())));
  }
}
