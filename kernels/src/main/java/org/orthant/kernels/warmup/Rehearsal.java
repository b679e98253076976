package org.orthant.kernels.warmup;

import java.util.Random;
import org.orthant.kernels.convolution.PackedFilters;
import org.orthant.kernels.convolution.PackedImages;
import org.orthant.kernels.convolution.RealConvolution;
import org.orthant.kernels.convolution.RealImages;
import org.orthant.kernels.convolution.RealThresholds;
import org.orthant.kernels.convolution.SignConvolution;
import org.orthant.kernels.convolution.SignThresholds;
import org.orthant.kernels.convolution.TableConvolution;
import org.orthant.kernels.convolution.Window;
import org.orthant.kernels.pairs.ColumnMoments;
import org.orthant.kernels.pairs.JointCounts;
import org.orthant.kernels.pairs.Magnitude;
import org.orthant.kernels.pairs.WholeNumbers;

/** What an analysis asks of the kernels, on one small layer of each kind. */
final class Rehearsal {
  private static final int IMAGES = 4;
  private static final int SIDE = 16;
  private static final int COLORS = 3;
  private static final int CHANNELS = 128;
  private static final int KERNEL = 3;
  private static final int FILTERS = 128;

  /** Of bins so wide that all products of a layer lie within them. */
  private static final int LEVEL = 5;

  private final Random random = new Random(1705);
  private final RealImages pixels =
      new RealImages(numbers(IMAGES * SIDE * SIDE * COLORS), IMAGES, SIDE, SIDE);
  private final float[] colorFilters = numbers(FILTERS * KERNEL * KERNEL * COLORS);
  private final float[] filters = numbers(FILTERS * KERNEL * KERNEL * CHANNELS);
  private final float[] signs = signs(IMAGES * SIDE * SIDE * CHANNELS);
  private final float[] signFilters = signs(FILTERS * KERNEL * KERNEL * CHANNELS);
  private final RealThresholds thresholds =
      RealThresholds.of(FILTERS, (filter, dot) -> filter % 2 == 0 ? dot > 1 : dot < 1);
  private final SignThresholds signThresholds =
      SignThresholds.of(
          FILTERS,
          KERNEL * KERNEL * CHANNELS,
          (filter, dot) -> filter % 2 == 0 ? dot > 1 : dot < 1);

  void firstLayer() {
    RealConvolution convolution =
        new RealConvolution(colorFilters, FILTERS, Window.same(KERNEL), COLORS);
    float[] products = convolution.products(pixels);
    compare(products, products);
    convolution.signs(pixels, thresholds, false, products).flattened();
    convolution.signs(pixels, thresholds, true);
  }

  void tables() {
    float[] products =
        new TableConvolution(filters, FILTERS, Window.same(KERNEL), CHANNELS).products(packed());
    compare(products, products);
  }

  void xnor() {
    SignConvolution convolution =
        new SignConvolution(
            PackedFilters.of(signFilters, FILTERS, KERNEL * KERNEL, CHANNELS).orElseThrow(),
            Window.same(KERNEL),
            SIDE,
            SIDE);
    PackedImages images = packed();
    float[] products = convolution.products(images);
    compare(products, products);
    convolution.signs(images, signThresholds, false, products).unpacked();
    convolution.signs(images, signThresholds, true);
  }

  private PackedImages packed() {
    return PackedImages.of(signs, IMAGES, SIDE, SIDE, CHANNELS).orElseThrow();
  }

  private static void compare(float[] x, float[] y) {
    WholeNumbers.only(x);
    Magnitude.largest(y);
    JointCounts counts = new JointCounts(LEVEL, LEVEL);
    ColumnMoments.of(x, y, FILTERS, counts);
    counts.flips();
    counts.addTo(new long[JointCounts.BINS * JointCounts.BINS]);
  }

  private float[] numbers(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private float[] signs(int count) {
    float[] signs = new float[count];
    for (int i = 0; i < count; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    return signs;
  }
}
