package org.orthant.probes;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.Seed;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.VectorMap;
import org.orthant.api.statistics.Moments;
import org.orthant.probes.geometry.RowCosines;

/**
 * The mean angles of one layer's filters when a quantizer is fitted again and again, each time with
 * another seed: how much of the mean angle is owed to the chance of a rotation.
 *
 * @param degrees moments of the mean angles, one of each fit that leaves any filter an angle
 */
record Fits(Moments degrees) {
  /** About how many weights are in memory at a time besides the layer's own. */
  private static final int CHUNK = 1 << 20;

  /**
   * Fits the quantizer so many times and keeps the mean angles. One that gives the very same mean
   * under two seeds makes no use of them, and is not fitted any further.
   */
  static void write(Stats out, LayerView layer, String quantizer, int fits) {
    Moments means = out.at(key(quantizer), Moments::new);
    INDArray weights = layer.weights(Weights.CONTINUOUS);
    Seed seed = layer.seed().fork("fits");
    for (int fit = 1; fit <= fits && !isConstant(means); fit++) {
      Moments degrees = degrees(weights, layer.fitAgain(quantizer, seed.fork(fit)));
      if (degrees.count() > 0) {
        means.add(degrees.mean());
      }
    }
  }

  private static boolean isConstant(Moments means) {
    return means.count() == 2 && means.standardDeviation() == 0;
  }

  /** Finds what {@link #write} kept. */
  static Fits read(Recording recording, String quantizer) {
    return new Fits(recording.total(key(quantizer)));
  }

  private static Moments degrees(INDArray weights, VectorMap map) {
    Moments degrees = new Moments();
    long filters = weights.size(0);
    long chunk = Math.max(1, CHUNK / weights.size(1));
    for (long from = 0; from < filters; from += chunk) {
      long to = Math.min(from + chunk, filters);
      try (INDArray rows =
              weights.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).dup('c');
          INDArray images = map.apply(rows)) {
        for (double cosine : RowCosines.of(rows, images)) {
          if (!Double.isNaN(cosine)) {
            degrees.add(Angles.degrees(cosine));
          }
        }
      }
    }
    return degrees;
  }

  private static Key<Moments> key(String quantizer) {
    return Key.total("fits/mean-degrees", Moments.class).of(quantizer);
  }
}
