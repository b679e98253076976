package org.orthant.framework.run.guard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.Layer;

/**
 * Finds filters whose products leave float32. Each weight may be finite and their products with
 * inputs of 1 in magnitude still not; then nothing can be said of that filter's products.
 */
public final class Overflow {
  private static final int MOST_NAMED = 5;

  private Overflow() {}

  /** One line that names the filters; empty if there are none. */
  public static Optional<String> of(Layer layer) {
    int dimension = layer.shape().dimension();
    float[] weights = Floats.of(Dense.of(layer.weights()));
    List<Integer> filters =
        IntStream.range(0, layer.shape().filters())
            .filter(filter -> magnitude(weights, filter * dimension, dimension) > Float.MAX_VALUE)
            .boxed()
            .toList();
    if (filters.isEmpty()) {
      return Optional.empty();
    }
    String named =
        String.join(", ", filters.stream().limit(MOST_NAMED).map(String::valueOf).toList());
    int more = filters.size() - MOST_NAMED;
    return Optional.of(
        String.format(
            Locale.ROOT,
            "caution: in %s the continuous weights of %d of %d filters are so large that their dot"
                + " products overflow float32: number %s%s; products are measured without them",
            layer.name(),
            filters.size(),
            layer.shape().filters(),
            named,
            more > 0 ? " and " + more + " more" : ""));
  }

  private static double magnitude(float[] weights, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += Math.abs(weights[i]);
    }
    return sum;
  }
}
