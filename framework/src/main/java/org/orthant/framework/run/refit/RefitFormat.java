package org.orthant.framework.run.refit;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.BatchNorm;
import org.orthant.framework.run.inference.ChannelAffine;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Unit;

/**
 * How a refit is written: of each unit in order the means and the variances of its batch
 * normalization, then the factors and the shifts behind its products, as far as it has them;
 * float32 big endian.
 */
public final class RefitFormat {
  private RefitFormat() {}

  /** Returns how many bytes a refit of this network takes. */
  static int bytes(Network network) {
    return 2 * Float.BYTES * channels(network);
  }

  private static int channels(Network network) {
    return network.units().stream()
        .mapToInt(
            unit ->
                (Network.norm(unit).isPresent() ? network.fittedChannels(unit) : 0)
                    + (network.takesAffine(unit) ? network.fittedChannels(unit) : 0))
        .sum();
  }

  /** The bytes of a refit. */
  public static byte[] write(Refit refit, Network network) {
    ByteBuffer bytes = ByteBuffer.allocate(bytes(network));
    for (Unit unit : network.units()) {
      BatchNorm norm = refit.norms().get(unit.index());
      if (norm != null) {
        put(norm.mean().toFloatVector(), bytes);
        put(norm.variance().toFloatVector(), bytes);
      }
      ChannelAffine affine = refit.affines().get(unit.index());
      if (affine != null) {
        put(affine.factor(), bytes);
        put(affine.shift(), bytes);
      }
    }
    return bytes.array();
  }

  private static void put(float[] values, ByteBuffer bytes) {
    for (float value : values) {
      bytes.putFloat(value);
    }
  }

  /**
   * Reads a refit.
   *
   * @param network that it belongs to
   * @throws IllegalArgumentException if these are not as many numbers as the network needs
   */
  public static Refit read(ByteBuffer written, Network network) {
    if (written.remaining() != bytes(network)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d bytes for two numbers of %d channels",
              written.remaining(),
              channels(network)));
    }
    ByteBuffer bytes = written.duplicate();
    Map<Integer, BatchNorm> norms = new HashMap<>();
    Map<Integer, ChannelAffine> affines = new HashMap<>();
    for (Unit unit : network.units()) {
      int channels = network.fittedChannels(unit);
      Network.norm(unit)
          .ifPresent(
              trained ->
                  norms.put(
                      unit.index(),
                      new BatchNorm(
                          trained.norm().gamma(),
                          trained.norm().beta(),
                          Nd4j.createFromArray(floats(channels, bytes)),
                          Nd4j.createFromArray(floats(channels, bytes)),
                          trained.norm().epsilon())));
      if (network.takesAffine(unit)) {
        float[] factor = floats(channels, bytes);
        affines.put(unit.index(), new ChannelAffine(factor, floats(channels, bytes)));
      }
    }
    return new Refit(norms, affines);
  }

  private static float[] floats(int count, ByteBuffer bytes) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = bytes.getFloat();
    }
    return values;
  }
}
