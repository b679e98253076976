package org.orthant.probes;

import java.util.stream.IntStream;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.statistics.Moments;
import org.orthant.probes.geometry.RowCosines;

/**
 * The cosine between each filter and what a quantizer made of it; a filter that is zero before or
 * after has none.
 */
final class FilterCosines {
  private FilterCosines() {}

  /** Keeps the cosines of all quantizers. */
  static void write(LayerView layer, Stats out) {
    for (String quantizer : layer.quantizers()) {
      double[] cosines =
          RowCosines.of(
              layer.weights(Weights.CONTINUOUS), layer.weights(Weights.quantizedBy(quantizer)));
      for (int filter = 0; filter < cosines.length; filter++) {
        Moments ofFilter = out.at(key(filter, quantizer), Moments::new);
        if (!Double.isNaN(cosines[filter])) {
          ofFilter.add(cosines[filter]);
        }
      }
    }
  }

  /** Finds what {@link #write} kept of one quantizer. */
  static PerFilter read(Recording weights, LayerShape layer, String quantizer) {
    return PerFilter.of(
        IntStream.range(0, layer.filters())
            .mapToDouble(filter -> weights.total(key(filter, quantizer)).mean())
            .toArray());
  }

  private static Key<Moments> key(int filter, String quantizer) {
    return Key.total("cosine/" + filter, Moments.class).of(quantizer);
  }
}
