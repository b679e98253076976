package org.orthant.kernels.convolution;

import java.util.Arrays;

/**
 * The other half of a convolution of signs: what each weight's product was multiplied by
 * afterwards, summed over all positions. This is the gradient of the weights, given that of the
 * products: the sum over positions of a float32 row [filters] times the sign that each tap met
 * there, 0 outside the image.
 *
 * <p>Here eight neighbouring positions have 256 patterns of signs, a table holds what each pattern
 * makes of their eight rows, and every tap of every channel adds one row of the table. Packed signs
 * have no zero: a tap outside the image reads −1, and the rows that it should not have met are
 * added again, once for all channels.
 *
 * <p>The error of a sum is at most n/4·2⁻²⁴·Σ|gᵢ|, n ≥ 32 being the number of positions.
 */
public final class SignCorrelation {
  private static final int PATTERNS = 1 << Byte.SIZE;
  private static final int TABLES = Integer.SIZE / Byte.SIZE;

  private final PackedImages images;
  private final int kernel;

  /** [words of 32 positions, and one more][channels] */
  private final int[][] planes;

  /**
   * @param images what the convolution took
   * @param kernel the side of the square kernel, odd
   */
  public SignCorrelation(PackedImages images, int kernel) {
    this.images = images;
    this.kernel = kernel;
    this.planes = planes(images);
  }

  /** How many weights a filter has. */
  public int dimension() {
    return kernel * kernel * images.channels();
  }

  private static int[][] planes(PackedImages images) {
    int words = PackedImages.wordsFor(images.positions());
    int[][] planes = new int[words + 1][images.channels()];
    int[] square = new int[Integer.SIZE];
    for (int w = 0; w < words; w++) {
      int position = w * Integer.SIZE;
      int kept = Math.min(Integer.SIZE, images.positions() - position);
      for (int c = 0; c < images.channels(); c += Integer.SIZE) {
        Arrays.fill(square, 0);
        System.arraycopy(images.words()[c / Integer.SIZE], position, square, 0, kept);
        transpose(square);
        System.arraycopy(square, 0, planes[w], c, Math.min(Integer.SIZE, images.channels() - c));
      }
    }
    return planes;
  }

  /** Bit j of row i becomes bit i of row j, by exchanging ever smaller squares. */
  static void transpose(int[] square) {
    int mask = 0x0000ffff;
    for (int side = Integer.SIZE / 2; side > 0; side /= 2) {
      for (int row = 0; row < Integer.SIZE; row = (row + side + 1) & ~side) {
        int exchanged = (square[row] >>> side ^ square[row + side]) & mask;
        square[row] ^= exchanged << side;
        square[row + side] ^= exchanged;
      }
      mask ^= mask << (side / 2);
    }
  }

  /**
   * Adds the sums over some images, for some filters.
   *
   * @param gradients [positions of all images][filters]
   * @param first the first of the filters that are wanted
   * @param fromImage the first image
   * @param toImage the one after the last
   * @param sums [dimension][filters wanted]
   */
  public void add(float[][] gradients, int first, int fromImage, int toImage, float[][] sums) {
    int lanes = sums[0].length;
    int taps = kernel * kernel;
    int pixels = images.height() * images.width();
    float[][] rows = new float[Integer.SIZE][lanes];
    float[][][] tables = new float[TABLES][PATTERNS][lanes];
    float[][] missed = new float[taps][lanes];
    int[] signs = new int[images.channels()];
    for (int from = fromImage * pixels; from < toImage * pixels; from += Integer.SIZE) {
      int count = Math.min(Integer.SIZE, toImage * pixels - from);
      for (int i = 0; i < Integer.SIZE; i++) {
        if (i < count) {
          System.arraycopy(gradients[from + i], first, rows[i], 0, lanes);
        } else {
          Arrays.fill(rows[i], 0);
        }
      }
      for (int t = 0; t < TABLES; t++) {
        fill(tables[t], rows, t * Byte.SIZE);
      }
      for (int tap = 0; tap < taps; tap++) {
        int inside = inside(from, count, tap);
        if (inside != 0) {
          for (int outside = ~inside; outside != 0; outside &= outside - 1) {
            plus(rows[Integer.numberOfTrailingZeros(outside)], missed[tap]);
          }
          signs(from + offset(tap), inside, signs);
          add(tables, signs, sums, tap * images.channels());
        }
      }
    }
    for (int tap = 0; tap < taps; tap++) {
      for (int c = 0; c < images.channels(); c++) {
        plus(missed[tap], sums[tap * images.channels() + c]);
      }
    }
  }

  private int offset(int tap) {
    return (tap / kernel - kernel / 2) * images.width() + tap % kernel - kernel / 2;
  }

  /** Bits of the positions whose tap lies inside the image. */
  private int inside(int from, int count, int tap) {
    int dy = tap / kernel - kernel / 2;
    int dx = tap % kernel - kernel / 2;
    int bits = 0;
    for (int i = 0; i < count; i++) {
      int y = (from + i) / images.width() % images.height() + dy;
      int x = (from + i) % images.width() + dx;
      if (y >= 0 && y < images.height() && x >= 0 && x < images.width()) {
        bits |= 1 << i;
      }
    }
    return bits;
  }

  /** The signs of 32 positions from one on, by channel. */
  private void signs(int from, int inside, int[] signs) {
    int word = Math.floorDiv(from, Integer.SIZE);
    int shift = Math.floorMod(from, Integer.SIZE);
    int[] low = planes[Math.max(0, word)];
    int[] high = planes[word + 1];
    int keepLow = word < 0 ? 0 : inside;
    if (shift == 0) {
      for (int c = 0; c < signs.length; c++) {
        signs[c] = low[c] & keepLow;
      }
    } else {
      int up = Integer.SIZE - shift;
      for (int c = 0; c < signs.length; c++) {
        signs[c] = (low[c] >>> shift & keepLow) | (high[c] << up & inside);
      }
    }
  }

  private static void add(float[][][] tables, int[] signs, float[][] sums, int first) {
    float[][] table0 = tables[0];
    float[][] table1 = tables[1];
    float[][] table2 = tables[2];
    float[][] table3 = tables[3];
    for (int c = 0; c < signs.length; c++) {
      int pattern = signs[c];
      add(
          table0[pattern & 0xff],
          table1[pattern >>> 8 & 0xff],
          table2[pattern >>> 16 & 0xff],
          table3[pattern >>> 24],
          sums[first + c]);
    }
  }

  private static void add(float[] a, float[] b, float[] c, float[] d, float[] sum) {
    for (int f = 0; f < sum.length; f++) {
      sum[f] += (a[f] + b[f]) + (c[f] + d[f]);
    }
  }

  private static void fill(float[][] table, float[][] rows, int first) {
    float[] none = table[0];
    Arrays.fill(none, 0);
    for (int i = 0; i < Byte.SIZE; i++) {
      minus(rows[first + i], none);
    }
    for (int i = 0; i < Byte.SIZE; i++) {
      for (int pattern = 0; pattern < 1 << i; pattern++) {
        plusTwice(table[pattern], rows[first + i], table[pattern | 1 << i]);
      }
    }
  }

  private static void plus(float[] row, float[] sum) {
    for (int f = 0; f < sum.length; f++) {
      sum[f] += row[f];
    }
  }

  private static void minus(float[] row, float[] sum) {
    for (int f = 0; f < sum.length; f++) {
      sum[f] -= row[f];
    }
  }

  private static void plusTwice(float[] row, float[] twice, float[] sum) {
    for (int f = 0; f < sum.length; f++) {
      sum[f] = row[f] + 2 * twice[f];
    }
  }
}
