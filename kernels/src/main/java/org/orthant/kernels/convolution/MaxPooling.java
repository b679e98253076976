package org.orthant.kernels.convolution;

/** The maximum over squares of 2 × 2 positions; an odd last row or column is left out. */
final class MaxPooling {
  private static final int SIZE = 2;

  private MaxPooling() {}

  /**
   * Signs of the maximum, from signs before it: +1 where any of the four is, but where the sign
   * falls as the number grows, where all of them are.
   *
   * @param falling whether it does, by channel
   */
  static PackedImages ofSigns(PackedImages signs, boolean... falling) {
    int height = signs.height() / SIZE;
    int width = signs.width() / SIZE;
    int[][] pooled = new int[signs.words().length][signs.images() * height * width];
    for (int w = 0; w < pooled.length; w++) {
      int all = bits(falling, w);
      int[] word = signs.words()[w];
      int target = 0;
      for (int row = 0; row < signs.images() * height; row++) {
        int source = (row / height * signs.height() + row % height * SIZE) * signs.width();
        for (int x = 0; x < width; x++) {
          int a = word[source];
          int b = word[source + 1];
          int c = word[source + signs.width()];
          int d = word[source + signs.width() + 1];
          pooled[w][target] = ((a | b | c | d) & ~all) | (a & b & c & d);
          target++;
          source += SIZE;
        }
      }
    }
    return new PackedImages(signs.images(), height, width, signs.channels(), pooled);
  }

  private static int bits(boolean[] falling, int word) {
    int bits = 0;
    for (int i = word * Integer.SIZE;
        i < Math.min(falling.length, (word + 1) * Integer.SIZE);
        i++) {
      bits |= falling[i] ? 1 << i : 0;
    }
    return bits;
  }

  /**
   * Pools one channel of some images and puts the maxima where the first of its numbers were.
   *
   * @param values from {@code from} on, [rows, width]
   * @param rows of all images together
   * @return how many maxima
   */
  static int inPlace(int[] values, int from, int rows, int height, int width) {
    int target = from;
    int pooledHeight = height / SIZE;
    for (int row = 0; row < rows / height * pooledHeight; row++) {
      int source = from + (row / pooledHeight * height + row % pooledHeight * SIZE) * width;
      for (int x = 0; x < width / SIZE; x++) {
        values[target] =
            Math.max(
                Math.max(values[source], values[source + 1]),
                Math.max(values[source + width], values[source + width + 1]));
        target++;
        source += SIZE;
      }
    }
    return target - from;
  }
}
