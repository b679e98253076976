package org.orthant.networks;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.data.Dataset;
import org.orthant.api.model.LayerShape;

/**
 * Vectors of independent Gaussian components of mean 0.
 *
 * @param standardDeviation of each component, counted from 0
 */
record GaussianLayer(LayerShape shape, String description, IntToDoubleFunction standardDeviation)
    implements RandomLayer {

  @Override
  public float[] draw(Optional<Dataset> dataset, Seed seed) {
    int dimension = shape.dimension();
    double[] scales = IntStream.range(0, dimension).mapToDouble(standardDeviation).toArray();
    RandomNumbers random = seed.generator();
    float[] values = new float[Math.multiplyExact(shape.filters(), dimension)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scales[i % dimension] * random.nextGaussian());
    }
    return values;
  }
}
