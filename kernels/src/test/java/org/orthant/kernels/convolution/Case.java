package org.orthant.kernels.convolution;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** A small convolution, drawn at random. */
record Case(
    int images, int height, int width, int channels, Window window, int filters, long seed) {

  /** Over signs. */
  static Arbitrary<Case> any() {
    return any(Arbitraries.of(0f, 1f, -1f));
  }

  /** Over any numbers. */
  static Arbitrary<Case> anyNumbers() {
    return any(Arbitraries.of(0f, 1f, -1f, 0.37f, -2.5f));
  }

  private static Arbitrary<Case> any(Arbitrary<Float> padValue) {
    return Arbitraries.frequencyOf(
        Tuple.of(8, any(padValue, between(1, 3), between(1, 8), between(1, 70), between(1, 70))),
        Tuple.of(1, any(padValue, between(3, 5), between(18, 40), between(1, 5), between(1, 5))),
        Tuple.of(1, any(padValue, between(1, 2), between(1, 4), between(1, 9), between(127, 135))));
  }

  private static Arbitrary<Case> any(
      Arbitrary<Float> padValue,
      Arbitrary<Integer> images,
      Arbitrary<Integer> side,
      Arbitrary<Integer> channels,
      Arbitrary<Integer> filters) {
    return Combinators.combine(
            images, side, side, channels, window(padValue), filters, Arbitraries.longs())
        .as(Case::new)
        .filter(Case::fits);
  }

  private static Arbitrary<Window> window(Arbitrary<Float> padValue) {
    return Arbitraries.oneOf(
        Arbitraries.of(1, 3, 5).map(Window::same),
        Combinators.combine(keepingSize(), keepingSize(), padValue).as(Window::new),
        Combinators.combine(axis(), axis(), padValue).as(Window::new));
  }

  /** With as many outputs as inputs, but not always a tap in the middle. */
  private static Arbitrary<Axis> keepingSize() {
    return Combinators.combine(between(1, 5), between(1, 2), between(0, 8))
        .as(
            (taps, dilation, some) -> {
              int padding = (taps - 1) * dilation;
              int before = some % (padding + 1);
              return new Axis(taps, 1, dilation, before, padding - before);
            });
  }

  static Arbitrary<Axis> axis() {
    return Combinators.combine(
            between(1, 5), between(1, 3), between(1, 2), between(0, 4), between(0, 4))
        .as(Axis::new);
  }

  private static Arbitrary<Integer> between(int least, int most) {
    return Arbitraries.integers()
        .between(least, most)
        .withDistribution(RandomDistribution.uniform());
  }

  private boolean fits() {
    return fits(window.down(), height) && fits(window.across(), width);
  }

  static boolean fits(Axis axis, int size) {
    return axis.dilation() * (axis.taps() - 1) < axis.before() + size + axis.after();
  }

  /** Of an image. */
  int outputs() {
    return window.outputHeight(height) * window.outputWidth(width);
  }

  int dimension() {
    return window.taps() * channels;
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

  /** One row per output of each image, as many columns as filters. */
  float[][] gradients() {
    Random random = new Random(seed + 1);
    float[][] rows = new float[images * outputs()][];
    for (int p = 0; p < rows.length; p++) {
      rows[p] = floats(filters, () -> 2 * random.nextFloat() - 1);
    }
    return rows;
  }

  double[] direct(float[] values, float[] weights) {
    return new DirectConvolution(weights, filters, window, channels)
        .products(values, images, height, width);
  }

  /** The maximum over 2 × 2 outputs of dot products [images × outputs, filters]. */
  double[] pooled(double[] products) {
    int rows = window.outputHeight(height);
    int columns = window.outputWidth(width);
    double[] pooled = new double[images * (rows / 2) * (columns / 2) * filters];
    int to = 0;
    for (int image = 0; image < images; image++) {
      for (int y = 0; y < rows / 2; y++) {
        for (int x = 0; x < columns / 2; x++) {
          for (int f = 0; f < filters; f++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < 4; k++) {
              int position = (image * rows + 2 * y + k / 2) * columns + 2 * x + k % 2;
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
    return PackedFilters.of(weights, filters, window.taps(), channels).orElseThrow();
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
