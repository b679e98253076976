package org.orthant.probes.geometry;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;

/**
 * Numbers of the standard normal distribution. Those of a seed are drawn once and kept while memory
 * is plenty, since drawing one takes longer than all that is done with it.
 */
final class StandardNormals {
  private static final Map<Seed, SoftReference<float[]>> DRAWN = new HashMap<>();

  private StandardNormals() {}

  /**
   * The first numbers of a seed.
   *
   * @return at least {@code count} of them, which nobody may change
   */
  static float[] of(Seed seed, int count) {
    synchronized (DRAWN) {
      SoftReference<float[]> kept = DRAWN.get(seed);
      float[] numbers = kept == null ? null : kept.get();
      if (numbers == null || numbers.length < count) {
        numbers = drawn(seed.generator(), count);
        DRAWN.put(seed, new SoftReference<>(numbers));
      }
      return numbers;
    }
  }

  private static float[] drawn(RandomNumbers random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }
}
