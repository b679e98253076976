package org.orthant.kernels.convolution;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** A window on images of one size: which outputs there are, and what each of its taps meets. */
final class Frame {
  private final Window window;
  private final int height;
  private final int width;
  private final int outputHeight;
  private final int outputWidth;

  /** Of each tap along the height, the first row of outputs that meets the image. */
  private final int[] firstRows;

  /** And the one after the last. */
  private final int[] endRows;

  /** Of each tap along the width, the first column of outputs that meets the image. */
  private final int[] firstColumns;

  /** And the one after the last. */
  private final int[] endColumns;

  /**
   * @param height of the images
   * @param width of the images
   * @throws IllegalArgumentException if the window is larger than they are with their padding
   */
  Frame(Window window, int height, int width) {
    this.window = window;
    this.height = height;
    this.width = width;
    this.outputHeight = window.outputHeight(height);
    this.outputWidth = window.outputWidth(width);
    Axis down = window.down();
    Axis across = window.across();
    this.firstRows = ofTaps(down, tap -> down.first(tap, height));
    this.endRows = ofTaps(down, tap -> down.end(tap, height));
    this.firstColumns = ofTaps(across, tap -> across.first(tap, width));
    this.endColumns = ofTaps(across, tap -> across.end(tap, width));
  }

  private static int[] ofTaps(Axis axis, IntUnaryOperator ofTap) {
    int[] numbers = new int[axis.taps()];
    Arrays.setAll(numbers, ofTap);
    return numbers;
  }

  /** The row that a tap of the first outputs meets. */
  int offsetDown(int tap) {
    return window.down().offset(tap / window.across().taps());
  }

  /** The column that a tap of the first outputs meets. */
  int offsetAcross(int tap) {
    return window.across().offset(tap % window.across().taps());
  }

  /** The first row of outputs whose tap meets the image. */
  int firstRow(int tap) {
    return firstRows[tap / window.across().taps()];
  }

  /** The row of outputs after the last whose tap meets the image. */
  int endRow(int tap) {
    return endRows[tap / window.across().taps()];
  }

  /** The first column of outputs whose tap meets the image. */
  int firstColumn(int tap) {
    return firstColumns[tap % window.across().taps()];
  }

  /** The column of outputs after the last whose tap meets the image. */
  int endColumn(int tap) {
    return endColumns[tap % window.across().taps()];
  }

  /** Whether outputs are as many as inputs and as far apart, so that a tap shifts an image. */
  boolean shifts() {
    return window.down().stride() == 1
        && window.across().stride() == 1
        && outputHeight == height
        && outputWidth == width;
  }

  Window window() {
    return window;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  int outputHeight() {
    return outputHeight;
  }

  int outputWidth() {
    return outputWidth;
  }

  /** Returns how many outputs an image has. */
  int outputs() {
    return Math.multiplyExact(outputHeight, outputWidth);
  }
}
