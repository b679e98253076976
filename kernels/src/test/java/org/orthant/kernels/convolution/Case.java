package org.orthant.kernels.convolution;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A small convolution, drawn at random. */
record Case(int images, int height, int width, int channels, int kernel, int filters, long seed) {

  static Arbitrary<Case> any() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(1, 7),
            Arbitraries.integers().between(1, 7),
            Arbitraries.integers().between(1, 70),
            Arbitraries.of(1, 3, 5),
            Arbitraries.integers().between(1, 40),
            Arbitraries.longs())
        .as(Case::new);
  }

  int dimension() {
    return kernel * kernel * channels;
  }

  float[] signs() {
    Random random = new Random(seed);
    return floats(images * height * width * channels, () -> random.nextBoolean() ? 1 : -1);
  }

  PackedImages packed() {
    return PackedImages.of(signs(), images, height, width, channels).orElseThrow();
  }

  float[] numbers() {
    Random random = new Random(seed);
    return floats(images * height * width * channels, () -> (float) random.nextGaussian());
  }

  float[] binaryWeights() {
    Random random = new Random(~seed);
    return floats(filters * dimension(), () -> random.nextBoolean() ? 1 : -1);
  }

  /** With an α of each filter's own, a power of two, so that products are exact. */
  float[] ternaryWeights() {
    Random random = new Random(~seed);
    float[] weights = floats(filters * dimension(), () -> random.nextInt(3) - 1);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= Math.scalb(1f, i / dimension() % 5 - 2);
    }
    return weights;
  }

  /** Whole numbers, others for each term. */
  float[] wholeWeights(int term) {
    Random random = new Random(~seed + term);
    return floats(filters * dimension(), () -> random.nextInt(13) - 6);
  }

  float[] continuousWeights() {
    Random random = new Random(~seed);
    return floats(filters * dimension(), () -> 2 * random.nextFloat() - 1);
  }

  /** One row per position of each image, as many columns as filters. */
  float[][] gradients() {
    Random random = new Random(seed + 1);
    float[][] rows = new float[images * height * width][];
    for (int p = 0; p < rows.length; p++) {
      rows[p] = floats(filters, () -> 2 * random.nextFloat() - 1);
    }
    return rows;
  }

  double[] direct(float[] values, float[] weights) {
    return new DirectConvolution(weights, filters, kernel, channels)
        .products(values, images, height, width);
  }

  /** The maximum over 2 × 2 positions of dot products [images × height × width, filters]. */
  double[] pooled(double[] products) {
    double[] pooled = new double[images * (height / 2) * (width / 2) * filters];
    int to = 0;
    for (int image = 0; image < images; image++) {
      for (int y = 0; y < height / 2; y++) {
        for (int x = 0; x < width / 2; x++) {
          for (int f = 0; f < filters; f++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < 4; k++) {
              int position = (image * height + 2 * y + k / 2) * width + 2 * x + k % 2;
              largest = Math.max(largest, products[position * filters + f]);
            }
            pooled[to] = largest;
            to++;
          }
        }
      }
    }
    return pooled;
  }

  PackedFilters filters(float[] weights) {
    return PackedFilters.of(weights, filters, kernel * kernel, channels).orElseThrow();
  }

  private interface Draw {
    float next();
  }

  private static float[] floats(int length, Draw draw) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = draw.next();
    }
    return values;
  }
}
