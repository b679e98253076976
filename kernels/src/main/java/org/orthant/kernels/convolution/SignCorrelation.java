package org.orthant.kernels.convolution;

import java.util.Arrays;

/**
 * The other half of a convolution of signs: what each weight's product was multiplied by
 * afterwards, summed over all positions. This is the gradient of the weights, given that of the
 * products: the sum over positions of a float32 row [filters] times the sign that each tap met
 * there, or the padding outside the image.
 *
 * <p>Here eight neighbouring positions have 256 patterns of signs, a table holds what each pattern
 * makes of their eight rows, and every tap of every channel adds one row of the table. Packed signs
 * have no zero: where the padding is 0, a tap outside the image reads −1, and the rows that it
 * should not have met are added again, once for all channels.
 *
 * <p>The error of a sum is at most n/4·2⁻²⁴·Σ|gᵢ|, n ≥ 32 being the number of positions.
 */
public final class SignCorrelation {
  private static final int PATTERNS = 1 << Byte.SIZE;
  private static final int TABLES = Integer.SIZE / Byte.SIZE;

  private final PackedImages images;
  private final Frame frame;

  /** Whether a tap meets the same signs as the middle one, but for a shift and for zeros. */
  private final boolean shifts;

  /** [words of 32 positions, and one more][channels]; empty unless taps shift. */
  private final int[][] planes;

  /**
   * @param images what the convolution took
   * @param window padded with 0, +1 or −1
   * @throws IllegalArgumentException if the padding is another number, or the window is larger than
   *     the images with their padding
   */
  public SignCorrelation(PackedImages images, Window window) {
    this.images = images;
    this.frame = new Frame(window.overSigns(), images.height(), images.width());
    this.shifts = frame.shifts() && window.padsWithZeros();
    this.planes = shifts ? planes(images) : new int[0][];
  }

  /** Returns how many weights a filter has. */
  public int dimension() {
    return frame.window().taps() * images.channels();
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
   * @param gradients [images × output height × output width of all images][filters]
   * @param first the first of the filters that are wanted
   * @param fromImage the first image
   * @param toImage the one after the last
   * @param sums [dimension][filters wanted]
   */
  public void add(float[][] gradients, int first, int fromImage, int toImage, float[][] sums) {
    int lanes = sums[0].length;
    int taps = frame.window().taps();
    int outputs = frame.outputs();
    boolean zeros = frame.window().padsWithZeros();
    float[][] rows = new float[Integer.SIZE][lanes];
    float[][][] tables = new float[TABLES][PATTERNS][lanes];
    float[][] missed = new float[taps][lanes];
    int[] signs = new int[images.channels()];
    for (int from = fromImage * outputs; from < toImage * outputs; from += Integer.SIZE) {
      int count = Math.min(Integer.SIZE, toImage * outputs - from);
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
        int inside = zeros ? inside(from, count, tap) : ~0;
        if (inside != 0) {
          for (int outside = ~inside; outside != 0; outside &= outside - 1) {
            plus(rows[Integer.numberOfTrailingZeros(outside)], missed[tap]);
          }
          if (shifts) {
            shifted(from + offset(tap), inside, signs);
          } else {
            gathered(from, count, tap, signs);
          }
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
    return frame.offsetDown(tap) * images.width() + frame.offsetAcross(tap);
  }

  /** Bits of the outputs whose tap lies inside the image. */
  private int inside(int from, int count, int tap) {
    int firstRow = frame.firstRow(tap);
    int endRow = frame.endRow(tap);
    int firstColumn = frame.firstColumn(tap);
    int endColumn = frame.endColumn(tap);
    int bits = 0;
    for (int i = 0; i < count; i++) {
      int y = (from + i) / frame.outputWidth() % frame.outputHeight();
      int x = (from + i) % frame.outputWidth();
      if (y >= firstRow && y < endRow && x >= firstColumn && x < endColumn) {
        bits |= 1 << i;
      }
    }
    return bits;
  }

  /** The signs that a tap of up to 32 outputs meets, by channel. */
  private void gathered(int from, int count, int tap, int[] signs) {
    int inside = inside(from, count, tap);
    int[] pixels = new int[count];
    for (int i = 0; i < count; i++) {
      int row = (from + i) / frame.outputWidth();
      int image = row / frame.outputHeight();
      int y = row % frame.outputHeight() * frame.window().down().stride() + frame.offsetDown(tap);
      int x = (from + i) % frame.outputWidth() * frame.window().across().stride();
      pixels[i] = (image * images.height() + y) * images.width() + x + frame.offsetAcross(tap);
    }
    int[] square = new int[Integer.SIZE];
    for (int c = 0; c < signs.length; c += Integer.SIZE) {
      int[] word = images.words()[c / Integer.SIZE];
      int padding = frame.window().paddingBits(c / Integer.SIZE, images.channels());
      Arrays.fill(square, count, square.length, 0);
      for (int i = 0; i < count; i++) {
        square[i] = (inside >>> i & 1) == 1 ? word[pixels[i]] : padding;
      }
      transpose(square);
      System.arraycopy(square, 0, signs, c, Math.min(Integer.SIZE, signs.length - c));
    }
  }

  /** The signs of 32 positions from one on, by channel. */
  private void shifted(int from, int inside, int[] signs) {
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
