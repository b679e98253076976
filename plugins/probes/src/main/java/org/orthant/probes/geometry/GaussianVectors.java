package org.orthant.probes.geometry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.VectorMap;

/**
 * Vectors of independent Gaussian components of mean 0, what weights would be if nothing but their
 * size were known.
 *
 * @param dimension d, the number of components
 * @param standardDeviation of a component
 * @param seed equal seeds give equal vectors
 * @param count how many there are
 */
public record GaussianVectors(int dimension, double standardDeviation, Seed seed, int count) {
  /**
   * About how many numbers are drawn. The standard error of the mean angle under {@code binary} is
   * 20° divided by the root of how many there are, whatever d is: two hundredths of a degree.
   */
  private static final int BUDGET = 1 << 20;

  /** Enough for the standard deviation of the angle to 3 % of it. */
  private static final int FEWEST = 1 << 9;

  /** Beyond these, short vectors would only refine a third digit. */
  private static final int MOST = 1 << 16;

  private static final Seed SHARED = new Seed(1705);

  /** So many times the largest weight that Gaussian ones have is more than chance. */
  private static final double NOTABLE = 1.5;

  /** So many numbers are read at a time, which stay in the first cache. */
  private static final int PART = 2048;

  /** As many as tell the shape of what follows from them. */
  public GaussianVectors(int dimension, double standardDeviation, Seed seed) {
    this(dimension, standardDeviation, seed, Math.max(FEWEST, Math.min(MOST, BUDGET / dimension)));
  }

  /**
   * Vectors of a layer's dimension and root mean square. But for their size, they are the same for
   * all layers of that dimension, in every run.
   */
  public static GaussianVectors like(LayerView layer) {
    INDArray weights = layer.weights(Weights.CONTINUOUS);
    double[] squares = {0};
    Floats.readParts(
        weights, PART, (part, from) -> squares[0] += RowSums.products(part, part, 0, part.length));
    return new GaussianVectors(
        layer.layer().shape().dimension(), Math.sqrt(squares[0] / weights.length()), SHARED);
  }

  /**
   * Returns the same, of the size at which the largest weight of a layer of so many such filters
   * would be the layer's; empty where that is no larger than chance explains. It is where a few
   * filters are larger than the others.
   */
  public static Optional<GaussianVectors> wide(LayerView layer) {
    INDArray weights = layer.weights(Weights.CONTINUOUS);
    GaussianVectors like = like(layer);
    double deviation = largest(weights) / LargestOfGaussians.mean((double) weights.length());
    return deviation > NOTABLE * like.standardDeviation
        ? Optional.of(new GaussianVectors(like.dimension, deviation, like.seed))
        : Optional.empty();
  }

  private static double largest(INDArray weights) {
    float[] largest = {0};
    Floats.readParts(
        weights,
        PART,
        (part, from) -> {
          for (float number : part) {
            largest[0] = Math.max(largest[0], Math.abs(number));
          }
        });
    return largest[0];
  }

  /** The first of them, as many as tell a mean. */
  public GaussianVectors few() {
    return new GaussianVectors(dimension, standardDeviation, seed, FEWEST);
  }

  /** Takes some of the vectors. */
  @FunctionalInterface
  public interface Consumer {
    /**
     * Takes the next vectors.
     *
     * @param rows [n, d], float32, valid during the call only
     * @param first the number of the first of them, from 0
     */
    void accept(INDArray rows, int first);
  }

  /** Takes some of the vectors and what a map makes of them. */
  @FunctionalInterface
  public interface ImageConsumer {
    /**
     * Takes the next vectors and their images under one map.
     *
     * @param name the map's
     * @param rows row after row, valid during the call only
     * @param images of the same rows, valid during the call only
     * @param first the number of the first of them, from 0
     */
    void accept(String name, float[] rows, float[] images, int first);
  }

  /** Hands out all vectors with their images under a layer's quantizers, as fitted to it. */
  public void forEachImage(LayerView layer, ImageConsumer consumer) {
    forEachImage(maps(layer), consumer);
  }

  static Map<String, VectorMap> maps(LayerView layer) {
    Map<String, VectorMap> maps = new HashMap<>();
    layer.quantizers().forEach(name -> maps.put(name, layer.map(name)));
    return maps;
  }

  /** Hands out all vectors with their images under some maps, by the maps' names. */
  public void forEachImage(Map<String, VectorMap> maps, ImageConsumer consumer) {
    forEachChunk(
        (rows, first) -> {
          float[] numbers = Floats.of(rows);
          maps.forEach(
              (name, map) -> {
                try (INDArray images = map.apply(rows)) {
                  consumer.accept(name, numbers, Floats.of(Dense.of(images)), first);
                }
              });
        });
  }

  /** Hands out all vectors, some at a time and in order. */
  public void forEachChunk(Consumer consumer) {
    float[] normals =
        StandardNormals.of(seed.fork(dimension), Math.multiplyExact(count(), dimension));
    int chunk = FilterImages.together(dimension);
    for (int done = 0; done < count(); done += chunk) {
      int vectors = Math.min(chunk, count() - done);
      float[] values = new float[Math.multiplyExact(vectors, dimension)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (standardDeviation * normals[done * dimension + i]);
      }
      try (INDArray rows = Floats.array(values, vectors, dimension)) {
        consumer.accept(rows, done);
      }
    }
  }
}
