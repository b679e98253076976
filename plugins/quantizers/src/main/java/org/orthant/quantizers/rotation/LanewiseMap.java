package org.orthant.quantizers.rotation;

import java.nio.FloatBuffer;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.VectorMap;
import org.orthant.kernels.transform.Lanes;

/**
 * A linear map of float32 vectors that takes many of them at once, as lanes. Each one's image is
 * the same whatever the others are.
 */
final class LanewiseMap implements VectorMap {

  /** Shorter loops are slower, and more lanes leave the caches. */
  private static final int MOST_LANES = 128;

  private final float[] before;
  private final UnaryOperator<float[][]> transform;
  private final float[] after;

  /**
   * The map after ∘ transform ∘ before.
   *
   * @param before a factor for each component of a vector
   * @param transform maps a batch, as {@link Lanes} lays it out, may overwrite it and return its
   *     rows in another order
   * @param after a factor for each component of an image
   */
  LanewiseMap(double[] before, UnaryOperator<float[][]> transform, double[] after) {
    this(rounded(before), transform, rounded(after));
  }

  private LanewiseMap(float[] before, UnaryOperator<float[][]> transform, float[] after) {
    this.before = before;
    this.transform = transform;
    this.after = after;
  }

  /**
   * The map back ∘ function ∘ this, to the bit, without leaving the batch in between.
   *
   * @param function of each component of this map's images by itself
   */
  LanewiseMap then(Elementwise function, LanewiseMap back) {
    return new LanewiseMap(
        before,
        batch -> {
          float[][] images = transform.apply(batch);
          for (int i = 0; i < images.length; i++) {
            Lanes.map(images[i], after[i], row -> function.map(row, row), back.before[i]);
          }
          return back.transform.apply(images);
        },
        back.after);
  }

  private static float[] rounded(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }

  @Override
  public INDArray apply(INDArray rows) {
    INDArray result = Nd4j.createUninitialized(rows.dataType(), rows.shape(), 'c');
    FloatBuffer to = result.data().asNioFloat();
    Floats.read(Dense.of(rows), from -> map(from, to));
    return result;
  }

  private void map(FloatBuffer from, FloatBuffer to) {
    int dimension = before.length;
    int count = from.limit() / dimension;
    int lanes = lanes(count);
    float[][] batch = Lanes.batch(dimension, lanes);
    float[][] group = new float[Lanes.GROUP][dimension];
    for (int first = 0; first < count; first += lanes) {
      int end = Math.min(count, first + lanes);
      for (int vector = first; vector < end; vector += Lanes.GROUP) {
        for (int i = vector; i < Math.min(end, vector + Lanes.GROUP); i++) {
          from.get(i * dimension, group[i - vector]);
        }
        Lanes.enter(group, before, batch, vector - first);
      }
      float[][] image = transform.apply(batch);
      for (int vector = first; vector < end; vector += Lanes.GROUP) {
        Lanes.leave(image, vector - first, after, group);
        for (int i = vector; i < Math.min(end, vector + Lanes.GROUP); i++) {
          to.put(i * dimension, group[i - vector]);
        }
      }
    }
  }

  /** Evenly spread over the batches, in whole groups. */
  private static int lanes(int count) {
    int batches = Math.max(1, (count + MOST_LANES - 1) / MOST_LANES);
    int each = (count + batches - 1) / batches;
    return (each + Lanes.GROUP - 1) / Lanes.GROUP * Lanes.GROUP;
  }
}
