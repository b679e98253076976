package org.orthant.kernels.convolution;

/**
 * What every convolution here computes, in so many words and in float64: the dot product of every
 * filter with the patch around every position, stride 1, padded with zeros; and the gradient of the
 * weights behind it.
 *
 * @param weights [filters, taps, channels]
 * @param kernel the side of the square kernel, odd
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DirectConvolution(float[] weights, int filters, int kernel, int channels) {

  /**
   * All dot products.
   *
   * @param values [images, height, width, channels]
   * @return [images × height × width, filters], row after row
   */
  double[] products(float[] values, int images, int height, int width) {
    double[] products = new double[images * height * width * filters];
    for (int image = 0; image < images; image++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          for (int f = 0; f < filters; f++) {
            double sum = 0;
            for (int tap = 0; tap < kernel * kernel; tap++) {
              int inputY = y + tap / kernel - kernel / 2;
              int inputX = x + tap % kernel - kernel / 2;
              if (inputY >= 0 && inputY < height && inputX >= 0 && inputX < width) {
                int pixel = (image * height + inputY) * width + inputX;
                for (int c = 0; c < channels; c++) {
                  double weight = weights[(f * kernel * kernel + tap) * channels + c];
                  sum += weight * values[pixel * channels + c];
                }
              }
            }
            products[((image * height + y) * width + x) * filters + f] = sum;
          }
        }
      }
    }
    return products;
  }

  /**
   * The gradient of every weight.
   *
   * @param values as multiplied
   * @param gradients of the products, [images × height × width][filters]
   * @return [taps × channels][filters]
   */
  static double[][] weightGradient(
      float[] values, float[][] gradients, int height, int width, int kernel, int channels) {
    int filters = gradients[0].length;
    double[][] sums = new double[kernel * kernel * channels][filters];
    for (int position = 0; position < gradients.length; position++) {
      int image = position / (height * width);
      for (int tap = 0; tap < kernel * kernel; tap++) {
        int y = position / width % height + tap / kernel - kernel / 2;
        int x = position % width + tap % kernel - kernel / 2;
        if (y >= 0 && y < height && x >= 0 && x < width) {
          for (int c = 0; c < channels; c++) {
            float value = values[((image * height + y) * width + x) * channels + c];
            for (int f = 0; f < filters; f++) {
              sums[tap * channels + c][f] += (double) gradients[position][f] * value;
            }
          }
        }
      }
    }
    return sums;
  }
}
