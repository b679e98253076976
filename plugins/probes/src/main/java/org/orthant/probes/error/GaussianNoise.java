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
 * @param scaled of the error that is left under the best scale of each vector
 */
record GaussianNoise(double plain, double scaled) {
  private static final String SAMPLE = "gaussian";

  /** Keeps the errors under all quantizers. */
  static void write(LayerView layer, Stats out) {
    GaussianVectors.like(layer)
        .forEachImage(
            layer,
            (quantizer, rows, images, first) -> {
              ErrorSums sums = ErrorSums.at(out, SAMPLE, quantizer);
              RowErrors errors = new RowErrors(rows, images);
              for (int row = 0; row < errors.count(); row++) {
                sums.add(errors, row);
              }
            });
  }

  /** Finds what {@link #write} kept of one quantizer. */
  static GaussianNoise read(Recording recording, String quantizer) {
    ErrorSums sums = ErrorSums.read(recording, SAMPLE, quantizer);
    return new GaussianNoise(ErrorSums.decibels(sums.plain()), ErrorSums.decibels(sums.scaled()));
  }
}
