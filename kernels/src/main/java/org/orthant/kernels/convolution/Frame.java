package org.orthant.kernels.convolution;

/** A window on images of one size: which outputs there are, and what each of its taps meets. */
final class Frame {
  private final Window window;
  private final int height;
  private final int width;
  private final int outputHeight;
  private final int outputWidth;

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
    return window.down().first(tap / window.across().taps(), height);
  }

  /** The row of outputs after the last whose tap meets the image. */
  int endRow(int tap) {
    return window.down().end(tap / window.across().taps(), height);
  }

  /** The first column of outputs whose tap meets the image. */
  int firstColumn(int tap) {
    return window.across().first(tap % window.across().taps(), width);
  }

  /** The column of outputs after the last whose tap meets the image. */
  int endColumn(int tap) {
    return window.across().end(tap % window.across().taps(), width);
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

  /** How many outputs an image has. */
  int outputs() {
    return Math.multiplyExact(outputHeight, outputWidth);
  }
}
