package org.orthant.kernels.convolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Where a window reaches beyond the image: the outputs of an image for which some of its taps meet
 * nothing, and which. Outputs that lack the same taps are of one kind.
 */
final class Border {
  private final int outputs;
  private final int[] positions;
  private final int[] kinds;
  private final List<BitSet> missing;

  private Border(int outputs) {
    this.outputs = outputs;
    this.positions = new int[0];
    this.kinds = new int[0];
    this.missing = List.of();
  }

  /** That of a window which meets nothing beyond the image. */
  Border(Frame frame) {
    List<Integer> found = new ArrayList<>();
    List<Integer> kindOfFound = new ArrayList<>();
    List<BitSet> different = new ArrayList<>();
    for (int position = 0; position < frame.outputs(); position++) {
      BitSet taps = missing(position, frame);
      if (!taps.isEmpty()) {
        if (!different.contains(taps)) {
          different.add(taps);
        }
        found.add(position);
        kindOfFound.add(different.indexOf(taps));
      }
    }
    this.outputs = frame.outputs();
    this.positions = found.stream().mapToInt(Integer::intValue).toArray();
    this.kinds = kindOfFound.stream().mapToInt(Integer::intValue).toArray();
    this.missing = List.copyOf(different);
  }

  /** That of a window which meets something everywhere. */
  static Border none(Frame frame) {
    return new Border(frame.outputs());
  }

  private static BitSet missing(int position, Frame frame) {
    int y = position / frame.outputWidth() * frame.window().down().stride();
    int x = position % frame.outputWidth() * frame.window().across().stride();
    BitSet taps = new BitSet();
    for (int tap = 0; tap < frame.window().taps(); tap++) {
      int inputY = y + frame.offsetDown(tap);
      int inputX = x + frame.offsetAcross(tap);
      taps.set(
          tap, inputY < 0 || inputY >= frame.height() || inputX < 0 || inputX >= frame.width());
    }
    return taps;
  }

  /** Whether every tap meets something everywhere. */
  boolean isEmpty() {
    return positions.length == 0;
  }

  /** Of each kind, the taps that meet nothing. */
  List<BitSet> missing() {
    return missing;
  }

  /** One number for each output of an image. */
  int[] spread(int number) {
    int[] numbers = new int[outputs];
    Arrays.fill(numbers, number);
    return numbers;
  }

  /**
   * A number for each output of an image.
   *
   * @param inside where no tap is missing
   * @param byKind a number for each kind
   */
  int[] spread(int inside, int[] byKind) {
    int[] numbers = spread(inside);
    for (int b = 0; b < positions.length; b++) {
      numbers[positions[b]] = byKind[kinds[b]];
    }
    return numbers;
  }
}
