package org.orthant.framework.run.refit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.BatchNorm;
import org.orthant.framework.run.inference.QuantizedLayer;

/**
 * How the batch normalization of all layers is written: the means of a layer and its variances, all
 * that refits change, float32 big endian.
 */
public final class NormFormat {
  private NormFormat() {}

  /** How many bytes the batch normalization of these layers takes. */
  static int bytes(List<QuantizedLayer> layers) {
    return 2 * Float.BYTES * channels(layers);
  }

  private static int channels(List<QuantizedLayer> layers) {
    return layers.stream().mapToInt(layer -> layer.layer().shape().filters()).sum();
  }

  public static byte[] write(List<BatchNorm> norms) {
    int channels = norms.stream().mapToInt(norm -> (int) norm.mean().length()).sum();
    ByteBuffer bytes = ByteBuffer.allocate(2 * Float.BYTES * channels);
    for (BatchNorm norm : norms) {
      put(norm.mean().toFloatVector(), bytes);
      put(norm.variance().toFloatVector(), bytes);
    }
    return bytes.array();
  }

  private static void put(float[] values, ByteBuffer bytes) {
    for (float value : values) {
      bytes.putFloat(value);
    }
  }

  /**
   * Reads them.
   *
   * @param layers that they belong to
   * @throws IllegalArgumentException if these are not as many numbers as the layers need
   */
  public static List<BatchNorm> read(ByteBuffer written, List<QuantizedLayer> layers) {
    if (written.remaining() != bytes(layers)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d bytes for mean and variance of %d channels",
              written.remaining(),
              channels(layers)));
    }
    ByteBuffer bytes = written.duplicate();
    List<BatchNorm> norms = new ArrayList<>();
    for (QuantizedLayer layer : layers) {
      BatchNorm trained = layer.layer().batchNorm();
      int filters = layer.layer().shape().filters();
      norms.add(
          new BatchNorm(
              trained.gamma(),
              trained.beta(),
              Nd4j.createFromArray(floats(filters, bytes)),
              Nd4j.createFromArray(floats(filters, bytes)),
              trained.epsilon()));
    }
    return norms;
  }

  private static float[] floats(int count, ByteBuffer bytes) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = bytes.getFloat();
    }
    return values;
  }
}
