package org.orthant.kernels.convolution;

import java.util.List;
import java.util.Optional;

/**
 * Filters whose weights are +α and −α, or also 0, with an α of each filter's own, held as two signs
 * per weight, b and b′: the weight is α·(b + b′)/2, so that b ≠ b′ where it is 0. Where no weight
 * is 0 the two are the same and kept once. So a ternary product is two binary ones.
 *
 * <p>A filter is [taps, channels]; each tap takes whole words of 32 channels, with 0 beyond the
 * last, as {@link PackedImages} does.
 */
public final class PackedFilters {
  private final int taps;
  private final int channels;
  private final int[][] first;
  private final int[][] second;
  private final float[] scales;

  private PackedFilters(int taps, int channels, int[][] first, int[][] second, float[] scales) {
    this.taps = taps;
    this.channels = channels;
    this.first = first;
    this.second = second;
    this.scales = scales;
  }

  /**
   * Packs weights, if each filter has none but ±α and 0.
   *
   * @param weights [filters, taps, channels]
   */
  public static Optional<PackedFilters> of(float[] weights, int filters, int taps, int channels) {
    int dimension = taps * channels;
    int words = PackedImages.wordsFor(channels);
    int[][] first = new int[filters][taps * words];
    int[][] second = new int[filters][taps * words];
    float[] scales = new float[filters];
    boolean anyZero = false;
    for (int f = 0; f < filters; f++) {
      scales[f] = scale(weights, f * dimension, dimension);
      for (int tap = 0; tap < taps; tap++) {
        for (int c = 0; c < channels; c++) {
          float weight = weights[f * dimension + tap * channels + c];
          int word = tap * words + c / Integer.SIZE;
          if (weight == 0) {
            first[f][word] |= 1 << c;
            anyZero = true;
          } else if (Math.abs(weight) == scales[f]) {
            int bit = PackedImages.positive(weight) << c;
            first[f][word] |= bit;
            second[f][word] |= bit;
          } else {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.of(new PackedFilters(taps, channels, first, anyZero ? second : first, scales));
  }

  /**
   * The filters of one layer, one after the other.
   *
   * @param parts at least one
   */
  public static PackedFilters joined(List<PackedFilters> parts) {
    int filters = parts.stream().mapToInt(PackedFilters::filters).sum();
    int[][] first = new int[filters][];
    int[][] second = new int[filters][];
    float[] scales = new float[filters];
    int from = 0;
    for (PackedFilters part : parts) {
      System.arraycopy(part.first, 0, first, from, part.filters());
      System.arraycopy(part.second, 0, second, from, part.filters());
      System.arraycopy(part.scales, 0, scales, from, part.filters());
      from += part.filters();
    }
    boolean anyZero = parts.stream().anyMatch(PackedFilters::ternary);
    return new PackedFilters(
        parts.get(0).taps, parts.get(0).channels, first, anyZero ? second : first, scales);
  }

  /** The magnitude of the first weight that is not 0. */
  private static float scale(float[] weights, int first, int dimension) {
    for (int i = first; i < first + dimension; i++) {
      if (weights[i] != 0) {
        return Math.abs(weights[i]);
      }
    }
    return 0;
  }

  public int filters() {
    return first.length;
  }

  int taps() {
    return taps;
  }

  int channels() {
    return channels;
  }

  /** Returns how many weights a filter has. */
  public int dimension() {
    return taps * channels;
  }

  /** α of a filter; 0 if all its weights are. */
  public float scale(int filter) {
    return scales[filter];
  }

  /** Whether some weight is 0. */
  boolean ternary() {
    return first != second;
  }

  /** The signs b, [filters][taps × words]. */
  int[][] first() {
    return first;
  }

  /** The signs b′, [filters][taps × words]. */
  int[][] second() {
    return second;
  }

  /** Returns what the signs take in memory, the headers of their arrays not counted. */
  public long bytes() {
    long planes = ternary() ? 2 : 1;
    return planes * filters() * first[0].length * Integer.BYTES;
  }
}
