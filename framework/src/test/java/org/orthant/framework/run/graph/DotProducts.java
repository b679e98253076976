package org.orthant.framework.run.graph;

import java.util.Arrays;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerShape;

/** The products of filters with an image, tap by tap. */
final class DotProducts {
  private DotProducts() {}

  /** Sees each weight meet a number. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Called for each product of two numbers.
     *
     * @param output the place it is added to
     * @param weight its index in [filters, d]
     * @param input the place of the number; −1 for a pad
     */
    void visit(int output, int weight, int input);
  }

  static void visit(LayerShape shape, Visitor visitor) {
    ImageShape image = shape.input();
    int channels = image.channels() / shape.groups();
    int filtersOfGroup = shape.filters() / shape.groups();
    int dimension = channels * shape.window().kernel().area();
    Taps.visit(
        shape.window(),
        image,
        (position, tap, y, x) -> {
          for (int filter = 0; filter < shape.filters(); filter++) {
            int first = filter / filtersOfGroup * channels;
            for (int c = 0; c < channels; c++) {
              visitor.visit(
                  position * shape.filters() + filter,
                  filter * dimension + tap * channels + c,
                  Taps.isInside(image, y, x)
                      ? (y * image.width() + x) * image.channels() + first + c
                      : -1);
            }
          }
        });
  }

  static Bounded of(LayerShape shape, double[] weights, Bounded input) {
    Bounded output = Bounded.zeros(shape.output());
    double[] sums = new double[output.size()];
    double[] magnitudes = new double[output.size()];
    double[] largest = new double[output.size()];
    double[] errors = new double[output.size()];
    boolean[] onGrid = new boolean[output.size()];
    Arrays.fill(onGrid, true);
    boolean[] oneMagnitude = oneMagnitude(shape, weights);
    visit(
        shape,
        (to, weight, from) -> {
          double w = weights[weight];
          double x = from < 0 ? shape.padValue() : input.value(from);
          sums[to] += w * x;
          magnitudes[to] += Math.abs(w * x);
          largest[to] += Math.abs(x);
          errors[to] += from < 0 ? 0 : Math.abs(w) * input.error(from);
          onGrid[to] &= from < 0 ? Bounded.isOnGrid(x) : input.isOnGrid(from);
        });
    for (int i = 0; i < sums.length; i++) {
      // Filters of one magnitude are multiplied in whole numbers, and their factor comes last.
      boolean exact = onGrid[i] && largest[i] < 1 << 14 && oneMagnitude[i % shape.filters()];
      output.set(
          i,
          sums[i],
          exact
              ? Bounded.ROUNDING * Math.abs(sums[i])
              : errors[i] + Bounded.ROUNDING * (shape.dimension() + 2) * magnitudes[i]);
    }
    return output;
  }

  /** Whether each filter has but one magnitude, and zeros. */
  private static boolean[] oneMagnitude(LayerShape shape, double... weights) {
    boolean[] one = new boolean[shape.filters()];
    int dimension = weights.length / shape.filters();
    for (int filter = 0; filter < one.length; filter++) {
      double magnitude = 0;
      one[filter] = true;
      for (int i = filter * dimension; i < (filter + 1) * dimension; i++) {
        double size = Math.abs(weights[i]);
        one[filter] &= size == 0 || magnitude == 0 || size == magnitude;
        magnitude = Math.max(magnitude, size);
      }
    }
    return one;
  }
}
