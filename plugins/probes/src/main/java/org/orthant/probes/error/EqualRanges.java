package org.orthant.probes.error;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.statistics.Moments;
import org.orthant.probes.geometry.FilterImages;
import org.orthant.probes.geometry.LargestOfGaussians;

/**
 * What quantization leaves of a layer's weights if all filters have the range of the largest: each
 * is scaled to it, quantized, and scaled back. A quantizer with a range for each filter makes the
 * same of them either way. One with a range for the layer rounds all filters by the step of the
 * largest, and small ones become better so.
 *
 * @param spread how many times the range of the median filter that of the largest is; dead filters,
 *     of less than a millionth of the largest, do not count
 * @param expectedSpread of Gaussian filters
 * @param decibels the signal-to-noise ratio of the filters so quantized, each under its best scale
 */
record EqualRanges(double spread, double expectedSpread, double decibels) {
  private static final double DEAD = 1e-6;
  private static final String SAMPLE = "equal-ranges";
  private static final Key<Moments> SPREAD = Key.total("filter-range-spread", Moments.class);

  /** Keeps the ranges, and the errors under all quantizers. */
  static void write(LayerView layer, Stats out) {
    INDArray weights = layer.weights(Weights.CONTINUOUS);
    int dimension = layer.layer().shape().dimension();
    float[] values = Floats.of(weights);
    double[] ranges = ranges(values, dimension);
    double largest = Arrays.stream(ranges).max().orElse(0);
    Moments spread = out.at(SPREAD, Moments::new);
    if (largest > 0) {
      double dead = DEAD * largest;
      double[] sorted = Arrays.stream(ranges).filter(range -> range > dead).sorted().toArray();
      spread.add(largest / sorted[sorted.length / 2]);
    }
    layer.quantizers().forEach(quantizer -> ErrorSums.at(out, SAMPLE, quantizer));
    FilterImages.forEach(
        layer,
        filter -> ranges[filter] == 0 ? 0 : largest / ranges[filter],
        (quantizer, filters, images, first) -> {
          ErrorSums sums = ErrorSums.at(out, SAMPLE, quantizer);
          RowErrors errors = new RowErrors(filters, images, dimension);
          for (int row = 0; row < errors.count(); row++) {
            double back = largest == 0 ? 0 : ranges[first + row] / largest;
            sums.add(errors, row, back * back);
          }
        });
  }

  private static double[] ranges(float[] values, int dimension) {
    double[] ranges = new double[values.length / dimension];
    for (int i = 0; i < values.length; i++) {
      ranges[i / dimension] = Math.max(ranges[i / dimension], Math.abs(values[i]));
    }
    return ranges;
  }

  /** Finds what {@link #write} kept of one quantizer. */
  static EqualRanges read(Recording recording, LayerShape layer, String quantizer) {
    return new EqualRanges(
        recording.total(SPREAD).mean(),
        expectedSpread(layer),
        ErrorSums.decibels(ErrorSums.read(recording, SAMPLE, quantizer).scaled()));
  }

  /** The spread that {@link #write} kept; NaN of a layer of zeros. */
  static Finding finding(Recording recording, LayerShape layer) {
    return Finding.Scalar.of(
            Subject.layer(layer.name()),
            "filter-range-spread",
            recording.total(SPREAD).mean(),
            layer.filters())
        .expecting(expectedSpread(layer));
  }

  private static double expectedSpread(LayerShape layer) {
    return LargestOfGaussians.mean((double) layer.filters() * layer.dimension())
        / LargestOfGaussians.mean(layer.dimension());
  }
}
