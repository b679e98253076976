package org.orthant.kernels.pairs;

/** Whether values are whole numbers. */
public final class WholeNumbers {
  /** Small enough for a tile and its lanes to stay in the first-level cache. */
  private static final int TILE = 512;

  /** Floats of at least this magnitude are whole; added to what is smaller, it rounds that. */
  private static final float WHOLE = 0x1p23f;

  private WholeNumbers() {}

  /** Whether all values are; infinities count as whole, NaN does not. */
  public static boolean only(float[] values) {
    float[] tile = new float[TILE];
    float[] lanes = new float[TILE];
    // Among values of any kind the first lane soon meets a fraction.
    for (int from = 0; from < values.length && lanes[0] == 0; from += TILE) {
      int size = Math.min(TILE, values.length - from);
      System.arraycopy(values, from, tile, 0, size);
      addFractions(lanes, tile, size);
    }
    for (float lane : lanes) {
      if (lane != 0) {
        return false;
      }
    }
    return true;
  }

  /** How far each value is from the nearest whole number. */
  private static void addFractions(float[] lanes, float[] tile, int size) {
    for (int i = 0; i < size; i++) {
      float magnitude = Math.min(Math.abs(tile[i]), WHOLE);
      lanes[i] += Math.abs(magnitude - ((magnitude + WHOLE) - WHOLE));
    }
  }
}
