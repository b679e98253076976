package org.orthant.probes.advice;

import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Weights;
import org.orthant.api.statistics.Moments;
import org.orthant.probes.geometry.RowCosines;

/**
 * How much of the continuous weights others lose: 1 − cos² of the angle between both, mean over
 * filters. It is the squared error that is left when each filter is scaled as suits it best,
 * relative to the filter's square, so it predicts what is left when scales are fitted anew.
 */
final class WeightErrors {
  private WeightErrors() {}

  /** Keeps those of the trained weights and of all quantizers that serve the layer. */
  static void write(LayerView layer, Stats out) {
    if (!layer.layer().continuous()) {
      return;
    }
    write(layer, Weights.TRAINED, out);
    layer.quantizers().forEach(name -> write(layer, Weights.quantizedBy(name), out));
  }

  private static void write(LayerView layer, Weights weights, Stats out) {
    Moments errors = out.at(key(weights), Moments::new);
    for (double cosine : RowCosines.of(layer.weights(Weights.CONTINUOUS), layer.weights(weights))) {
      if (!Double.isNaN(cosine)) {
        errors.add(Math.max(0, 1 - cosine * cosine));
      }
    }
  }

  /** Reads what {@link #write} kept of a layer whose continuous weights are known. */
  static double read(Recording weights, Weights of) {
    if (of.equals(Weights.CONTINUOUS)) {
      return 0;
    }
    double error = weights.total(key(of)).mean();
    return Double.isNaN(error) ? 0 : error;
  }

  private static Key<Moments> key(Weights weights) {
    return Key.total("error", Moments.class).of(weights.quantizer().orElse(weights.kind().name()));
  }
}
