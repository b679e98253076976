package org.orthant.kernels.pairs;

/** How large values are. */
public final class Magnitude {
  /** Small enough for a tile and its lanes to stay in the first-level cache. */
  private static final int TILE = 512;

  private Magnitude() {}

  /** The largest |value|, 0 of none; NaN if any value is. */
  public static float largest(float[] values) {
    float[] tile = new float[TILE];
    float[] lanes = new float[TILE];
    for (int from = 0; from < values.length; from += TILE) {
      int size = Math.min(TILE, values.length - from);
      System.arraycopy(values, from, tile, 0, size);
      raise(lanes, tile, size);
    }
    float largest = 0;
    for (float lane : lanes) {
      largest = Math.max(largest, lane);
    }
    return largest;
  }

  private static void raise(float[] lanes, float[] tile, int size) {
    for (int i = 0; i < size; i++) {
      lanes[i] = Math.max(lanes[i], Math.abs(tile[i]));
    }
  }
}
