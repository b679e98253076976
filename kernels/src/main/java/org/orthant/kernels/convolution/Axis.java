package org.orthant.kernels.convolution;

import java.util.Locale;

/**
 * How a window lies along one axis of an image: output o takes in the inputs o·stride − before +
 * t·dilation, t = 0 … taps − 1. Those below 0 and from the image's size on are padding.
 *
 * @param taps how many inputs an output takes in, at least 1
 * @param stride from an output's inputs to those of the next, at least 1
 * @param dilation from one tap to the next, at least 1
 * @param before how many positions of padding precede the image
 * @param after how many follow it
 */
public record Axis(int taps, int stride, int dilation, int before, int after) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below what is allowed
   */
  public Axis {
    if (taps < 1 || stride < 1 || dilation < 1 || before < 0 || after < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "taps, stride and dilation are at least 1 and padding is at least 0, but they are"
                  + " %d, %d, %d, and %d before and %d after",
              taps,
              stride,
              dilation,
              before,
              after));
    }
  }

  /**
   * An output for every input, whose middle tap takes that input.
   *
   * @param taps odd
   * @throws IllegalArgumentException if no tap is in the middle
   */
  public static Axis same(int taps) {
    if (taps % 2 == 0) {
      throw new IllegalArgumentException("none of " + taps + " taps is in the middle");
    }
    return new Axis(taps, 1, 1, taps / 2, taps / 2);
  }

  /**
   * Returns how many outputs an image has: as many as keep within it and its padding.
   *
   * @param size how many inputs
   * @throws IllegalArgumentException if not one does
   * @throws ArithmeticException if image and padding are too many to count
   */
  public int output(int size) {
    int padded = Math.toIntExact((long) before + size + after);
    long extent = (taps - 1L) * dilation + 1;
    if (extent > padded) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d taps %d apart do not fit into %d positions with %d before and %d after",
              taps,
              dilation,
              size,
              before,
              after));
    }
    return (int) ((padded - extent) / stride) + 1;
  }

  /** The input that a tap of output 0 takes in; below 0 where that is padding. */
  int offset(int tap) {
    return tap * dilation - before;
  }

  /** The first output whose tap meets the image; {@link #end} where none does. */
  int first(int tap, int size) {
    return Math.min(end(tap, size), upTo(-offset(tap)));
  }

  /** The output after the last whose tap meets the image. */
  int end(int tap, int size) {
    return Math.min(output(size), upTo(size - offset(tap)));
  }

  /** Returns how many outputs lie less than so many inputs after output 0. */
  private int upTo(int inputs) {
    return inputs <= 0 ? 0 : (inputs - 1) / stride + 1;
  }
}
