package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.orthant.api.Seed;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;
import org.orthant.probes.BruteForce.Pair;
import org.orthant.testkit.FakeBlock;
import org.orthant.testkit.FakeLayer;
import org.orthant.testkit.ProbeRun;

/**
 * Probes on convolutions of any kernel, stride, dilation, pads, pad value and groups, against dot
 * products taken pixel by pixel.
 */
class AnyLayerTest {
  private static final int GROUPS = 3;

  /** How many numbers stand in an image, and how many filters there are, follows. */
  @Provide
  Arbitrary<LayerShape> layers() {
    Arbitrary<Extent> kernels = Combinators.combine(between(1, 3), between(2, 3)).as(Extent::new);
    Arbitrary<Extent> steps = Combinators.combine(between(1, 3), between(1, 2)).as(Extent::new);
    Arbitrary<Pads> pads =
        Combinators.combine(between(0, 1), between(0, 2), between(0, 2), between(0, 1))
            .as(Pads::new);
    Arbitrary<Window> windows =
        Combinators.combine(kernels, steps, between(1, 2), pads)
            .as(
                (kernel, step, apart, margins) ->
                    new Window(kernel, step, Extent.square(apart), margins));
    // Of groups of channels, the last are depthwise.
    Arbitrary<int[]> channels =
        Arbitraries.of(new int[] {3, 1}, new int[] {2, 2}, new int[] {1, 3}, new int[] {1, 4});
    return Combinators.combine(
            between(5, 6), between(5, 7), windows, channels, between(1, 2), padValues())
        .as(
            (height, width, window, of, filters, value) ->
                new LayerShape(
                    "conv1",
                    LayerKind.CONVOLUTION,
                    new ImageShape(height, width, of[0] * of[1]),
                    window,
                    value,
                    filters * of[1],
                    of[1]));
  }

  private static Arbitrary<Integer> between(int least, int most) {
    return Arbitraries.integers().between(least, most);
  }

  private static Arbitrary<Float> padValues() {
    return Arbitraries.of(0f, -1f, 0.5f);
  }

  private static FakeLayer layer(LayerShape shape) {
    return new FakeLayer(
        shape,
        RandomMatrix.gaussian(new SplittableRandom(5), shape.filters(), shape.dimension(), 1),
        Map.of("binary", FakeLayer::signs),
        new Seed(2));
  }

  /** Groups of images, [groups][images][numbers of one]. */
  private static List<float[][]> images(LayerShape shape) {
    SplittableRandom random = new SplittableRandom(6);
    return IntStream.range(0, GROUPS)
        .mapToObj(group -> RandomMatrix.gaussian(random, 3, shape.input().size(), 1))
        .toList();
  }

  private static List<FakeBlock> blocks(FakeLayer layer, List<float[][]> images) {
    return IntStream.range(0, GROUPS)
        .mapToObj(group -> new FakeBlock(layer, group, images.get(group)))
        .toList();
  }

  /** The product of a filter with what lies under it, tap by tap and channel by channel. */
  private static double product(
      LayerShape shape, float[] image, float[] filter, int index, int row, int column) {
    Window window = shape.window();
    int channels = shape.channelsPerGroup();
    int group = index / shape.filtersPerGroup();
    double sum = 0;
    for (int ky = 0; ky < window.kernel().height(); ky++) {
      for (int kx = 0; kx < window.kernel().width(); kx++) {
        int y =
            row * window.stride().height() + ky * window.dilation().height() - window.pads().top();
        int x =
            column * window.stride().width()
                + kx * window.dilation().width()
                - window.pads().left();
        for (int c = 0; c < channels; c++) {
          boolean inside =
              0 <= y && y < shape.input().height() && 0 <= x && x < shape.input().width();
          double a =
              inside
                  ? image[
                      (y * shape.input().width() + x) * shape.input().channels()
                          + group * channels
                          + c]
                  : shape.padValue();
          sum += a * filter[(ky * window.kernel().width() + kx) * channels + c];
        }
      }
    }
    return sum;
  }

  /**
   * All pairs of products of one group of images.
   *
   * @param x inputs that the first of the pair is taken of
   * @param y inputs that the second is taken of
   */
  private static List<Pair> pairs(
      LayerShape shape, float[][] x, float[][] ofX, float[][] y, float[][] ofY) {
    List<Pair> pairs = new ArrayList<>();
    for (int image = 0; image < x.length; image++) {
      for (int row = 0; row < shape.output().height(); row++) {
        for (int column = 0; column < shape.output().width(); column++) {
          for (int f = 0; f < shape.filters(); f++) {
            pairs.add(
                new Pair(
                    f,
                    product(shape, x[image], ofX[f], f, row, column),
                    product(shape, y[image], ofY[f], f, row, column)));
          }
        }
      }
    }
    return pairs;
  }

  private static float[][] signs(float[][] rows) {
    return Arrays.stream(rows).map(BruteForce::signs).toArray(float[][]::new);
  }

  private static float[][] filters(LayerShape shape) {
    return RandomMatrix.gaussian(new SplittableRandom(5), shape.filters(), shape.dimension(), 1);
  }

  private static double median(List<List<Pair>> groups, int filters) {
    List<Pair> all = BruteForce.joined(groups);
    return new SortedSample(
            IntStream.range(0, filters)
                .mapToDouble(
                    f ->
                        BruteForce.pearson(
                            all.stream().filter(pair -> pair.filter() == f).toList()))
                .toArray())
        .quantile(0.5);
  }

  @Property(tries = 60)
  void dotProductsAreThoseTakenPixelByPixel(@ForAll("layers") LayerShape shape) {
    List<float[][]> images = images(shape);
    float[][] filters = filters(shape);
    ProbeRun run = ProbeRun.on(new DotProduct(), layer(shape), blocks(layer(shape), images));
    List<List<Pair>> pairs =
        images.stream().map(group -> pairs(shape, group, signs(filters), group, filters)).toList();

    BruteForce.assertCorrelation(run.scalar("pearson-r"), pairs);
    assertThat(run.scalar("filter-r-median").value())
        .isCloseTo(median(pairs, shape.filters()), within(1e-5));
  }

  @Property(tries = 60)
  void dotProductsWithQuantizedActivationsAreThoseTakenPixelByPixel(
      @ForAll("layers") LayerShape shape) {
    List<float[][]> images = images(shape);
    float[][] filters = filters(shape);
    FakeLayer layer = layer(shape);
    ProbeRun run =
        ProbeRun.on(
            new ActivationDotProduct(),
            layer,
            IntStream.range(0, GROUPS)
                .mapToObj(
                    g -> new FakeBlock(layer, g, signs(images.get(g)), Optional.of(images.get(g))))
                .toList());

    BruteForce.assertCorrelation(
        run.scalar("pearson-r"),
        images.stream()
            .map(group -> pairs(shape, signs(group), signs(filters), group, signs(filters)))
            .toList());
    BruteForce.assertCorrelation(
        run.scalar("pearson-r-both"),
        images.stream()
            .map(group -> pairs(shape, signs(group), signs(filters), group, filters))
            .toList());
  }

  @Property(tries = 60)
  void theClosedFormIsTheCorrelationMeasuredWithinEachFilter(@ForAll("layers") LayerShape shape) {
    List<FakeBlock> blocks = blocks(layer(shape), images(shape));
    ProbeRun spectrum =
        ProbeRun.on(new Spectrum(SpectrumOf.INPUTS, 100, 1152), layer(shape), blocks);
    ProbeRun measured = ProbeRun.on(new DotProduct(), layer(shape), blocks);

    for (String quantile : List.of("median", "lower-quartile", "upper-quartile")) {
      assertThat(spectrum.scalar("closed-form-r-" + quantile).value())
          .isCloseTo(measured.scalar("filter-r-" + quantile).value(), within(1e-4));
    }
  }

  @Property(tries = 40)
  void aPermutationBeginsFromTheSameProducts(
      @ForAll("layers") LayerShape shape, @ForAll PermutationScope scope) {
    List<FakeBlock> blocks = blocks(layer(shape), images(shape));
    ProbeRun permuted = ProbeRun.on(new Permutation(500, scope, 0.02, 0.1), layer(shape), blocks);
    ProbeRun measured = ProbeRun.on(new DotProduct(), layer(shape), blocks);

    assertThat(permuted.scalar("pearson-r").value())
        .isEqualTo(measured.scalar("pearson-r").value());
    assertThat(permuted.scalar("permuted-r").value()).isBetween(-1.0, 1.0);
  }

  /**
   * A filter sees independent numbers of one variance, whatever the other groups' variances are.
   */
  @Property(tries = 40)
  void noNumberMovesFromOneGroupToAnother(
      @ForAll("layers") LayerShape shape, @ForAll PermutationScope scope) {
    int channels = shape.input().channels();
    float[][] marked = new float[3][shape.input().size()];
    for (float[] image : marked) {
      for (int i = 0; i < image.length; i++) {
        image[i] = 1 + i % channels / shape.channelsPerGroup();
      }
    }
    float[][] rows = scope.rows(new FakeBlock(layer(shape), 0, marked)).toFloatMatrix();

    for (int row = 0; row < rows.length; row++) {
      for (float number : rows[row]) {
        assertThat(number).isIn(shape.padValue(), 1f + row % shape.groups());
      }
    }
  }
}
