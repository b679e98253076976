package org.orthant.kernels.convolution;

/**
 * What every convolution here computes, in so many words and in float64: the dot product of every
 * filter with what a window takes in at each of its positions; and the gradient of the weights
 * behind it.
 *
 * @param weights [filters, taps, channels]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DirectConvolution(float[] weights, int filters, Window window, int channels) {

  /**
   * All dot products.
   *
   * @param values [images, height, width, channels]
   * @return [images × output height × output width, filters], row after row
   */
  double[] products(float[] values, int images, int height, int width) {
    int outputHeight = window.outputHeight(height);
    int outputWidth = window.outputWidth(width);
    double[] products = new double[images * outputHeight * outputWidth * filters];
    for (int image = 0; image < images; image++) {
      for (int y = 0; y < outputHeight; y++) {
        for (int x = 0; x < outputWidth; x++) {
          for (int f = 0; f < filters; f++) {
            double sum = 0;
            for (int tap = 0; tap < window.taps(); tap++) {
              int pixel = pixel(window, image, y, x, tap, height, width);
              for (int c = 0; c < channels; c++) {
                double weight = weights[(f * window.taps() + tap) * channels + c];
                sum += weight * (pixel < 0 ? window.padValue() : values[pixel * channels + c]);
              }
            }
            products[((image * outputHeight + y) * outputWidth + x) * filters + f] = sum;
          }
        }
      }
    }
    return products;
  }

  /** The pixel that a tap meets, counted over all images; −1 beyond the image. */
  private static int pixel(Window window, int image, int y, int x, int tap, int height, int width) {
    Axis down = window.down();
    Axis across = window.across();
    int inputY = y * down.stride() + tap / across.taps() * down.dilation() - down.before();
    int inputX = x * across.stride() + tap % across.taps() * across.dilation() - across.before();
    boolean inside = inputY >= 0 && inputY < height && inputX >= 0 && inputX < width;
    return inside ? (image * height + inputY) * width + inputX : -1;
  }

  /**
   * The gradient of every weight.
   *
   * @param values as multiplied
   * @param gradients of the products, [images × output height × output width][filters]
   * @return [taps × channels][filters]
   */
  static double[][] weightGradient(
      float[] values, float[][] gradients, int height, int width, Window window, int channels) {
    int filters = gradients[0].length;
    int outputWidth = window.outputWidth(width);
    int outputs = window.outputHeight(height) * outputWidth;
    double[][] sums = new double[window.taps() * channels][filters];
    for (int output = 0; output < gradients.length; output++) {
      int image = output / outputs;
      int y = output % outputs / outputWidth;
      int x = output % outputWidth;
      for (int tap = 0; tap < window.taps(); tap++) {
        int pixel = pixel(window, image, y, x, tap, height, width);
        for (int c = 0; c < channels; c++) {
          float value = pixel < 0 ? window.padValue() : values[pixel * channels + c];
          for (int f = 0; f < filters; f++) {
            sums[tap * channels + c][f] += (double) gradients[output][f] * value;
          }
        }
      }
    }
    return sums;
  }
}
