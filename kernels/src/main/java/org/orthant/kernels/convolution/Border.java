package org.orthant.kernels.convolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Where a kernel reaches beyond the image: the positions of an image at which some of its taps meet
 * nothing, and which. Positions that lack the same taps are of one kind.
 */
final class Border {
  private final int pixels;
  private final int[] positions;
  private final int[] kinds;
  private final List<BitSet> missing;

  /**
   * That of a kernel centred on each position.
   *
   * @param kernel the side of the square kernel, odd
   */
  Border(int height, int width, int kernel) {
    List<Integer> found = new ArrayList<>();
    List<Integer> kindOfFound = new ArrayList<>();
    List<BitSet> different = new ArrayList<>();
    for (int position = 0; position < height * width; position++) {
      BitSet taps = missing(position, height, width, kernel);
      if (!taps.isEmpty()) {
        if (!different.contains(taps)) {
          different.add(taps);
        }
        found.add(position);
        kindOfFound.add(different.indexOf(taps));
      }
    }
    this.pixels = height * width;
    this.positions = found.stream().mapToInt(Integer::intValue).toArray();
    this.kinds = kindOfFound.stream().mapToInt(Integer::intValue).toArray();
    this.missing = List.copyOf(different);
  }

  private static BitSet missing(int position, int height, int width, int kernel) {
    BitSet taps = new BitSet();
    for (int tap = 0; tap < kernel * kernel; tap++) {
      int y = position / width + tap / kernel - kernel / 2;
      int x = position % width + tap % kernel - kernel / 2;
      taps.set(tap, y < 0 || y >= height || x < 0 || x >= width);
    }
    return taps;
  }

  /** Of each kind, the taps that meet nothing. */
  List<BitSet> missing() {
    return missing;
  }

  /**
   * A number for each position of an image.
   *
   * @param inside where no tap is missing
   * @param byKind a number for each kind
   */
  int[] spread(int inside, int[] byKind) {
    int[] numbers = new int[pixels];
    Arrays.fill(numbers, inside);
    for (int b = 0; b < positions.length; b++) {
      numbers[positions[b]] = byKind[kinds[b]];
    }
    return numbers;
  }
}
