package org.orthant.datasets.folder;

/**
 * What each place of a resized line is made of: the neighbours in the line before, weighed by a
 * triangle that is as wide as the line shrinks, so that nothing finer than the new places is left.
 * Pillow resizes so, in whole numbers; the results are its own to the last bit.
 */
final class Triangle {
  /** Of a weight, behind the point. */
  private static final int PLACES = 22;

  private static final int HALF = 1 << (PLACES - 1);

  private final int[] first;
  private final int[][] weights;

  private Triangle(int places) {
    first = new int[places];
    weights = new int[places][];
  }

  /**
   * For some places of the resized line.
   *
   * @param before the line's length
   * @param after the length it is resized to
   * @param from the first place asked for
   * @param places how many are
   */
  static Triangle of(int before, int after, int from, int places) {
    Triangle triangle = new Triangle(places);
    double scale = (double) before / after;
    for (int i = 0; i < places; i++) {
      triangle.set(i, (from + i + 0.5) * scale, Math.max(1, scale), before);
    }
    return triangle;
  }

  private void set(int place, double center, double reach, int before) {
    int start = Math.max(0, (int) (center - reach + 0.5));
    int end = Math.min(before, (int) (center + reach + 0.5));
    first[place] = start;
    weights[place] = weights(start, end, center, reach);
  }

  private static int[] weights(int start, int end, double center, double reach) {
    double[] exact = new double[end - start];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      exact[i] = Math.max(0, 1 - Math.abs((i + start - center + 0.5) * (1 / reach)));
      sum += exact[i];
    }
    int[] rounded = new int[exact.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (int) (0.5 + exact[i] / sum * (1 << PLACES));
    }
    return rounded;
  }

  /** The first place in the line before that anything is made of. */
  int start() {
    return first[0];
  }

  /** The place behind the last one. */
  int end() {
    int last = first.length - 1;
    return first[last] + weights[last].length;
  }

  /**
   * One number of the resized line.
   *
   * @param place in what was asked for
   * @param values unsigned bytes
   * @param origin where the number at place 0 of the line before would stand among them
   * @param stride from a number to the next one of the line
   */
  byte weighed(int place, byte[] values, int origin, int stride) {
    int sum = HALF;
    int at = origin + first[place] * stride;
    for (int weight : weights[place]) {
      sum += Byte.toUnsignedInt(values[at]) * weight;
      at += stride;
    }
    return (byte) Math.min(255, sum >> PLACES);
  }
}
