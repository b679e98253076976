package org.orthant.kernels.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.orthant.kernels.xnor.XnorVariant;

/** Every convolution against the direct one. */
class ConvolutionTest {
  private static final double HALF_ULP = 0x1p-24;

  @Provide
  Arbitrary<Case> cases() {
    return Case.any();
  }

  @Provide
  Arbitrary<Case> numbers() {
    return Case.anyNumbers();
  }

  @Property(tries = 400, seed = "1705")
  void productsOfSignsAreExact(@ForAll("cases") Case of, @ForAll XnorVariant variant) {
    for (float[] weights : new float[][] {of.binaryWeights(), of.ternaryWeights()}) {
      float[] products = sign(of, weights, variant).products(of.packed());
      double[] expected = of.direct(of.signs(), weights);
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) products[i]).isEqualTo(expected[i]);
      }
    }
  }

  @Property(tries = 50, seed = "1705")
  void productsOfSomeImagesAreThoseOfAll(@ForAll("cases") Case of) {
    SignConvolution convolution = sign(of, of.binaryWeights(), XnorVariant.ONE_BY_FOUR);
    float[] all = convolution.products(of.packed());
    float[][] rows = new float[of.images() * of.outputs()][of.filters()];
    int cut = of.images() / 2;
    convolution.products(of.packed(), 0, cut, rows);
    convolution.products(of.packed(), cut, of.images(), rows);
    for (int i = 0; i < all.length; i++) {
      assertThat(rows[i / of.filters()][i % of.filters()]).isEqualTo(all[i]);
    }
  }

  @Property(tries = 400, seed = "1705")
  void gradientsOfWeightsStayWithinTheirError(@ForAll("cases") Case of) {
    float[][] gradients = of.gradients();
    SignCorrelation correlation = new SignCorrelation(of.packed(), of.window());
    int lanes = (of.filters() + 1) / 2;
    float[][] first = new float[of.dimension()][lanes];
    float[][] rest = new float[of.dimension()][of.filters() - lanes];
    int cut = of.images() / 2;
    correlation.add(gradients, 0, 0, cut, first);
    correlation.add(gradients, 0, cut, of.images(), first);
    correlation.add(gradients, lanes, 0, of.images(), rest);
    double[][] expected =
        DirectConvolution.weightGradient(
            of.signs(), gradients, of.height(), of.width(), of.window(), of.channels());
    double largest = (gradients.length / 4.0 + 16) * HALF_ULP * gradients.length;
    for (int i = 0; i < of.dimension(); i++) {
      for (int f = 0; f < of.filters(); f++) {
        float found = f < lanes ? first[i][f] : rest[i][f - lanes];
        assertThat((double) found).isCloseTo(expected[i][f], within(largest));
      }
    }
  }

  @Property(tries = 300, seed = "1705")
  void signsAreThoseOfTheDirectProducts(
      @ForAll("cases") Case of, @ForAll boolean pooled, @ForAll XnorVariant variant) {
    float[] weights = of.ternaryWeights();
    SignThresholds thresholds =
        SignThresholds.of(of.filters(), of.dimension(), (f, dot) -> positive(f, dot));
    PackedImages signs = sign(of, weights, variant).signs(of.packed(), thresholds, pooled);
    double[] products = of.direct(of.signs(), weights);
    double[] expected = pooled ? of.pooled(products) : products;
    PackedFilters filters = of.filters(weights);
    float[] found = signs.unpacked();
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      int f = i % of.filters();
      int dot = filters.scale(f) == 0 ? 0 : (int) (expected[i] / filters.scale(f));
      assertThat(found[i]).isEqualTo(positive(f, dot) ? 1 : -1);
    }
  }

  /** A different threshold for each filter, some rising, some falling, some never crossed. */
  private static boolean positive(int filter, double dot) {
    return switch (filter % 5) {
      case 0 -> dot > filter - 7;
      case 1 -> dot < 9 - filter;
      case 2 -> dot > 0;
      case 3 -> true;
      default -> false;
    };
  }

  @Property(tries = 300, seed = "1705")
  void sumsAreThoseOfTheDirectProducts(
      @ForAll("cases") Case of,
      @ForAll boolean pooled,
      @ForAll boolean ternary,
      @ForAll XnorVariant variant) {
    float[] weights = ternary ? withoutScales(of) : of.binaryWeights();
    DotSums sums = sign(of, weights, variant).sums(of.packed(), pooled);
    double[] products = of.direct(of.signs(), weights);
    double[] expected = pooled ? of.pooled(products) : products;
    assertThat(sums.count() * of.filters()).isEqualTo(expected.length);
    for (int f = 0; f < of.filters() && sums.count() > 0; f++) {
      double mean = 0;
      for (int i = f; i < expected.length; i += of.filters()) {
        mean += expected[i] / sums.count();
      }
      double deviations = 0;
      for (int i = f; i < expected.length; i += of.filters()) {
        deviations += (expected[i] - mean) * (expected[i] - mean);
      }
      assertThat(sums.mean(f)).isCloseTo(mean, within(1e-9 * of.dimension()));
      assertThat(sums.squaredDeviations(f)).isCloseTo(deviations, within(1e-9 * (1 + deviations)));
    }
  }

  private static float[] withoutScales(Case of) {
    float[] weights = of.ternaryWeights();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.signum(weights[i]);
    }
    return weights;
  }

  @Property(tries = 400, seed = "1705")
  void tablesStayWithinTheirError(@ForAll("cases") Case of) {
    float[] weights = of.continuousWeights();
    float[] products =
        new TableConvolution(weights, of.filters(), of.window(), of.channels())
            .products(of.packed());
    double[] expected = of.direct(of.signs(), weights);
    double largest = (of.dimension() / 4.0 + 8) * HALF_ULP * of.dimension();
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) products[i]).isCloseTo(expected[i], within(largest));
    }
  }

  /** Of terms of whole weights, whose factors no float32 sum would leave exact. */
  @Property(tries = 300, seed = "1705")
  void termsOfWholeWeightsAreExactBeforeTheirFactors(
      @ForAll("cases") Case of, @ForAll @IntRange(min = 1, max = 3) int terms) {
    float[][] weights = new float[terms][];
    double[][] factors = new double[terms][of.filters()];
    double[] expected = new double[of.images() * of.outputs() * of.filters()];
    for (int term = 0; term < terms; term++) {
      weights[term] = of.wholeWeights(term);
      double[] dots = of.direct(of.signs(), weights[term]);
      for (int f = 0; f < of.filters(); f++) {
        factors[term][f] = (f + 1) / Math.sqrt(2 * term + 3);
      }
      for (int i = 0; i < expected.length; i++) {
        expected[i] += factors[term][i % of.filters()] * dots[i];
      }
    }
    float[] rounded = new float[expected.length];
    for (int i = 0; i < expected.length; i++) {
      rounded[i] = (float) expected[i];
    }
    assertThat(
            new TableConvolution(weights, factors, of.filters(), of.window(), of.channels())
                .products(of.packed()))
        .isEqualTo(rounded);
    assertThat(
            new RealConvolution(weights, factors, of.filters(), of.window(), of.channels())
                .products(new RealImages(of.signs(), of.images(), of.height(), of.width())))
        .isEqualTo(rounded);
  }

  @Property(tries = 300, seed = "1705")
  void signsByTablesAreThoseOfTheirProducts(@ForAll("cases") Case of, @ForAll boolean pooled) {
    TableConvolution convolution =
        new TableConvolution(of.continuousWeights(), of.filters(), of.window(), of.channels());
    RealThresholds thresholds = RealThresholds.of(of.filters(), ConvolutionTest::positive);
    float[] signs = convolution.signs(of.packed(), thresholds, pooled).unpacked();
    float[] single = convolution.products(of.packed());
    double[] products = new double[single.length];
    for (int i = 0; i < products.length; i++) {
      products[i] = single[i];
    }
    double[] expected = pooled ? of.pooled(products) : products;
    assertThat(signs).hasSameSizeAs(expected);
    for (int i = 0; i < signs.length; i++) {
      assertThat(signs[i]).isEqualTo(positive(i % of.filters(), expected[i]) ? 1 : -1);
    }
  }

  @Property(tries = 300, seed = "1705")
  void signsOfRealNumbersAreThoseOfTheDirectProductsButForRounding(
      @ForAll("numbers") Case of, @ForAll boolean pooled) {
    float[] weights = of.continuousWeights();
    RealThresholds thresholds = RealThresholds.of(of.filters(), ConvolutionTest::positive);
    float[] signs =
        new RealConvolution(weights, of.filters(), of.window(), of.channels())
            .signs(numbers(of), thresholds, pooled)
            .unpacked();
    double[] products = of.direct(of.numbers(), weights);
    double[] expected = pooled ? of.pooled(products) : products;
    double error = of.dimension() * HALF_ULP * of.dimension() * 5;
    assertThat(signs).hasSameSizeAs(expected);
    for (int i = 0; i < signs.length; i++) {
      int f = i % of.filters();
      boolean sure = positive(f, expected[i] - error) == positive(f, expected[i] + error);
      if (sure) {
        assertThat(signs[i]).isEqualTo(positive(f, expected[i]) ? 1 : -1);
      }
    }
  }

  @Property(tries = 300, seed = "1705")
  void productsOnTheWayToSignsAreThoseAskedForAlone(
      @ForAll("cases") Case of, @ForAll boolean pooled) {
    SignConvolution xnor = sign(of, of.ternaryWeights(), XnorVariant.ONE_BY_FOUR);
    TableConvolution tables =
        new TableConvolution(of.continuousWeights(), of.filters(), of.window(), of.channels());
    RealConvolution real =
        new RealConvolution(of.continuousWeights(), of.filters(), of.window(), of.channels());
    SignThresholds ofSigns =
        SignThresholds.of(of.filters(), of.dimension(), (f, dot) -> positive(f, dot));
    RealThresholds ofNumbers = RealThresholds.of(of.filters(), ConvolutionTest::positive);
    RealImages numbers = numbers(of);
    float[] products = new float[of.images() * of.outputs() * of.filters()];

    assertThat(xnor.signs(of.packed(), ofSigns, pooled, products).unpacked())
        .isEqualTo(xnor.signs(of.packed(), ofSigns, pooled).unpacked());
    assertThat(products).isEqualTo(xnor.products(of.packed()));

    assertThat(tables.signs(of.packed(), ofNumbers, pooled, products).unpacked())
        .isEqualTo(tables.signs(of.packed(), ofNumbers, pooled).unpacked());
    assertThat(products).isEqualTo(tables.products(of.packed()));

    assertThat(real.signs(numbers, ofNumbers, pooled, products).unpacked())
        .isEqualTo(real.signs(numbers, ofNumbers, pooled).unpacked());
    assertThat(products).isEqualTo(real.products(numbers));
  }

  @Property(tries = 300, seed = "1705")
  void productsOfRealNumbersStayWithinTheirError(@ForAll("numbers") Case of) {
    float[] weights = of.continuousWeights();
    float[] products =
        new RealConvolution(weights, of.filters(), of.window(), of.channels())
            .products(numbers(of));
    double[] expected = of.direct(of.numbers(), weights);
    double largest = of.dimension() * HALF_ULP * of.dimension() * 5;
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) products[i]).isCloseTo(expected[i], within(largest));
    }
  }

  private static RealImages numbers(Case of) {
    return new RealImages(of.numbers(), of.images(), of.height(), of.width());
  }

  private static SignConvolution sign(Case of, float[] weights, XnorVariant variant) {
    return new SignConvolution(
        of.filters(weights), of.window(), of.height(), of.width(), variant.product());
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    float[] weights = new float[2 * 6 * 3];
    Arrays.fill(weights, 1);
    Axis two = new Axis(2, 1, 1, 0, 0);
    Axis three = new Axis(3, 1, 1, 0, 0);
    Window window = new Window(two, three, 0);
    Window half = new Window(two, three, 0.5f);
    PackedFilters filters = PackedFilters.of(weights, 2, 6, 3).orElseThrow();
    RealImages numbers = new RealImages(new float[4 * 5 * 2], 1, 4, 5);
    PackedImages images = PackedImages.blank(1, 4, 5, 2);

    refused(
        () -> new SignConvolution(filters, Window.same(3), 4, 5),
        "filters of 6 taps under a window of 3 × 3");
    String padding = "signs are padded with 0, 1 or -1, not with 0.5";
    refused(() -> new SignConvolution(filters, half, 4, 5), padding);
    refused(() -> new TableConvolution(weights, 2, half, 3), padding);
    refused(() -> new SignCorrelation(images, half), padding);
    String count = "36 weights, but 2 filters under a window of 2 × 3 over 4 channels have 48";
    refused(() -> new TableConvolution(weights, 2, window, 4), count);
    refused(() -> new RealConvolution(weights, 2, window, 4), count);
    refused(
        () -> new RealConvolution(weights, 2, window, 3).products(numbers),
        "40 numbers are no 1 images of 4 × 5 with 3 channels");
    refused(
        () -> new TableConvolution(weights, 2, window, 3).products(images),
        "images with 2 channels, but the filters are for 3");
    refused(
        () -> new SignConvolution(filters, window, 4, 6).products(images),
        "images of 4 × 5 with 2 channels, but the filters are for 4 × 6 with 3");
    refused(
        () -> new SignConvolution(filters, window, 4, 2),
        "3 taps 1 apart do not fit into 2 positions with 0 before and 0 after");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
