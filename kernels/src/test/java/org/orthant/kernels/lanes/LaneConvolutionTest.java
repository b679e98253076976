package org.orthant.kernels.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.orthant.kernels.convolution.Axis;
import org.orthant.kernels.convolution.Window;

/** Against the sum of products in float64, as a convolution is defined. */
class LaneConvolutionTest {
  private static final double HALF_ULP = 0x1p-24;

  /** A convolution and the images it meets. */
  private record Case(
      Window window, int images, int height, int width, int groups, int perGroup, int filters) {

    boolean fits() {
      return fits(window.down(), height) && fits(window.across(), width);
    }

    private static boolean fits(Axis axis, int size) {
      return (axis.taps() - 1) * axis.dilation() < axis.before() + size + axis.after();
    }

    int channels() {
      return groups * perGroup;
    }

    int dimension() {
      return window.taps() * perGroup;
    }

    float[] numbers(int count, long seed) {
      Random random = new Random(seed);
      float[] numbers = new float[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = (float) random.nextGaussian();
      }
      return numbers;
    }

    float[] values() {
      return numbers(images * height * width * channels(), 1);
    }

    float[] weights() {
      return numbers(filters * dimension(), 2);
    }

    /** A product, and the sum of its terms' magnitudes. */
    double[] product(float[] values, float[] weights, int image, int y, int x, int filter) {
      double[] sums = new double[2];
      int firstChannel = filter / (filters / groups) * perGroup;
      for (int tap = 0; tap < window.taps(); tap++) {
        int row = input(window.down(), y, tap / window.across().taps());
        int column = input(window.across(), x, tap % window.across().taps());
        boolean inside = row >= 0 && row < height && column >= 0 && column < width;
        for (int c = 0; c < perGroup; c++) {
          int pixel = (image * height + row) * width + column;
          double value = inside ? values[pixel * channels() + firstChannel + c] : window.padValue();
          double term = weights[(filter * window.taps() + tap) * perGroup + c] * value;
          sums[0] += term;
          sums[1] += Math.abs(term);
        }
      }
      return sums;
    }

    private static int input(Axis axis, int output, int tap) {
      return output * axis.stride() + tap * axis.dilation() - axis.before();
    }
  }

  @Provide
  Arbitrary<Axis> axes() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(0, 2))
        .as(Axis::new);
  }

  @Provide
  Arbitrary<Case> any() {
    return Combinators.combine(
            axes(),
            axes(),
            Arbitraries.of(0f, -1.5f),
            Arbitraries.integers().between(1, 30),
            Arbitraries.integers().between(1, 14),
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(1, 5),
            Arbitraries.integers().between(1, 3))
        .as(
            (down, across, pad, images, side, groups, perGroup, filters) ->
                new Case(
                    new Window(down, across, pad),
                    images,
                    side,
                    15 - side,
                    groups,
                    perGroup,
                    groups * filters))
        .filter(Case::fits);
  }

  @Provide
  Arbitrary<Case> savingOnes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            axes(),
            Arbitraries.integers().between(1, 70),
            Arbitraries.integers().between(6, 13),
            Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(8, 19),
            Arbitraries.integers().between(1, 9))
        .as(
            (pad, axis, images, side, groups, perGroup, filters) ->
                new Case(
                    new Window(
                        new Axis(3, 1, 1, pad, pad),
                        new Axis(axis.taps(), 1, axis.dilation(), axis.before(), axis.after()),
                        0),
                    images,
                    side,
                    19 - side,
                    groups,
                    perGroup,
                    groups * filters));
  }

  @Property(tries = 150, seed = "1705")
  void productsStayWithinTheirError(@ForAll("any") Case of) {
    float[] values = of.values();
    float[] weights = of.weights();
    float[] products = products(of, values, weights);
    forEach(
        of,
        (place, image, y, x, filter) -> {
          double[] sums = of.product(values, weights, image, y, x, filter);
          assertThat((double) products[place])
              .isCloseTo(sums[0], within((of.dimension() + 8) * HALF_ULP * sums[1]));
        });
  }

  @Property(tries = 60, seed = "1705")
  void soDoThoseThatSaveMultiplications(@ForAll("savingOnes") Case of) {
    int height = of.window().outputHeight(of.height());
    assertThat(MinimalLanes.serves(of.window(), of.perGroup(), height)).isEqualTo(height >= 4);
    float[] values = of.values();
    float[] weights = of.weights();
    float[] products = products(of, values, weights);
    double largest = largest(values) * largest(weights);
    double error = 16.0 * of.dimension() * (of.dimension() / 3.0 + 12) * HALF_ULP * largest;
    double[] squares = new double[2];
    forEach(
        of,
        (place, image, y, x, filter) -> {
          double exact = of.product(values, weights, image, y, x, filter)[0];
          assertThat((double) products[place]).isCloseTo(exact, within(error));
          squares[0] += (products[place] - exact) * (products[place] - exact);
          squares[1] += exact * exact;
        });
    assertThat(Math.sqrt(squares[0] / squares[1])).isLessThan(1e-6);
  }

  private static double largest(float[] numbers) {
    double largest = 0;
    for (float number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }

  private static float[] products(Case of, float[] values, float[] weights) {
    return new LaneConvolution(weights, of.filters(), of.window(), of.channels(), of.groups())
        .products(LaneImages.of(values, of.images(), of.height(), of.width(), of.channels()))
        .values();
  }

  private interface Output {
    void at(int place, int image, int y, int x, int filter);
  }

  private static void forEach(Case of, Output output) {
    int height = of.window().outputHeight(of.height());
    int width = of.window().outputWidth(of.width());
    int place = 0;
    for (int image = 0; image < of.images(); image++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          for (int filter = 0; filter < of.filters(); filter++) {
            output.at(place++, image, y, x, filter);
          }
        }
      }
    }
  }

  @Test
  void wideRowsAreCutAndComeOutWhole() {
    Case of = new Case(Window.same(3), 40, 5, 60, 1, 9, 3);
    float[] values = of.values();
    float[] weights = of.weights();
    float[] products = products(of, values, weights);
    forEach(
        of,
        (place, image, y, x, filter) ->
            assertThat((double) products[place])
                .isCloseTo(of.product(values, weights, image, y, x, filter)[0], within(1e-4)));
  }

  @Test
  void weightsAndImagesMustFit() {
    assertThatThrownBy(() -> new LaneConvolution(new float[17], 2, Window.same(3), 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("17 weights, not 2 filters of 9");
    LaneConvolution convolution = new LaneConvolution(new float[18], 2, Window.same(3), 1, 1);
    LaneImages images = LaneImages.of(new float[32], 1, 4, 4, 2);
    assertThatThrownBy(() -> convolution.products(images))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 channels, not 1");
  }
}
