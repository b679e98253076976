package org.orthant.api.model;

import org.orthant.api.RandomNumbers;

/** Random numbers for tests. */
final class FloatsFrom {
  private FloatsFrom() {}

  /** So many of them, uniform in (−1, 1). */
  static float[] generator(RandomNumbers random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
