package org.orthant.kernels.convolution;

/**
 * What every convolution here computes, in so many words and in float64: the dot product of every
 * filter with the patch around every position, stride 1, padded with zeros.
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
}
