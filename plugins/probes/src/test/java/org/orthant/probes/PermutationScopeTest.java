package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;
import org.orthant.testkit.FakeBlock;
import org.orthant.testkit.FakeLayer;

class PermutationScopeTest {
  private static final int IMAGES = 6;
  private static final int HEIGHT = 4;
  private static final int WIDTH = 5;
  private static final int CHANNELS = 2;
  private static final LayerShape SHAPE =
      LayerShape.same("conv1", new ImageShape(HEIGHT, WIDTH, CHANNELS), 3, 1);

  /** Where the middle of a patch lies, which no padding reaches. */
  private static final int MIDDLE = 4 * CHANNELS;

  private final float[][] images = distinct();
  private final FakeBlock block = block(images, new Seed(3), 0);

  @Test
  void tensorShufflesAllNumbersOfTheGroup() {
    float[][] permuted = inputs(PermutationScope.TENSOR.rows(block));

    assertThat(sorted(flat(permuted))).containsExactly(sorted(flat(images)));
    for (int image = 0; image < IMAGES; image++) {
      assertThat(sorted(permuted[image])).isNotEqualTo(sorted(images[image]));
    }
  }

  @Test
  void imageShufflesWithinEachImage() {
    float[][] permuted = inputs(PermutationScope.IMAGE.rows(block));

    for (int image = 0; image < IMAGES; image++) {
      assertThat(sorted(permuted[image])).containsExactly(sorted(images[image]));
      assertThat(permuted[image]).isNotEqualTo(images[image]);
    }
    assertThat(orderOf(permuted[0], images[0])).isNotEqualTo(orderOf(permuted[1], images[1]));
  }

  @ParameterizedTest
  @EnumSource(names = {"TENSOR", "IMAGE"})
  void paddingOfShuffledInputsStaysWhereItWas(PermutationScope scope) {
    float[][] before = block.unfold(block.inputs()).toFloatMatrix();
    float[][] after = scope.rows(block).toFloatMatrix();

    for (int row = 0; row < before.length; row++) {
      for (int k = 0; k < before[row].length; k++) {
        assertThat(after[row][k] == 0).isEqualTo(before[row][k] == 0);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TENSOR", "IMAGE"})
  void aNumberIsTheSameInEveryPatchThatHoldsIt(PermutationScope scope) {
    INDArray rows = scope.rows(block);
    float[][] patches = rows.toFloatMatrix();
    float[][] tensor = inputs(rows);

    for (int y = 1; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        // The first row of the kernel, in its middle column, lies one pixel above.
        assertThat(patches[y * WIDTH + x][CHANNELS])
            .isEqualTo(tensor[0][((y - 1) * WIDTH + x) * CHANNELS]);
      }
    }
  }

  @Test
  void patchShufflesEachPatchWithItsPadding() {
    float[][] before = block.unfold(block.inputs()).toFloatMatrix();
    float[][] after = PermutationScope.PATCH.rows(block).toFloatMatrix();

    for (int row = 0; row < before.length; row++) {
      assertThat(sorted(after[row])).containsExactly(sorted(before[row]));
      assertThat(after[row]).isNotEqualTo(before[row]);
    }
    int inside = WIDTH + 1;
    assertThat(orderOf(after[inside], before[inside]))
        .isNotEqualTo(orderOf(after[inside + 1], before[inside + 1]));
  }

  @Test
  void samplesShufflesEachComponentOverAllPatches() {
    float[][] before = transposed(block.unfold(block.inputs()).toFloatMatrix());
    float[][] after = transposed(PermutationScope.SAMPLES.rows(block).toFloatMatrix());

    for (int component = 0; component < before.length; component++) {
      assertThat(sorted(after[component])).containsExactly(sorted(before[component]));
      assertThat(after[component]).isNotEqualTo(before[component]);
    }
    assertThat(orderOf(after[MIDDLE], before[MIDDLE]))
        .isNotEqualTo(orderOf(after[MIDDLE + 1], before[MIDDLE + 1]));
  }

  @ParameterizedTest
  @EnumSource
  void groupsOfChannelsAreShuffledEachByItself(PermutationScope scope) {
    LayerShape depthwise =
        new LayerShape(
            "conv1",
            LayerKind.CONVOLUTION,
            SHAPE.input(),
            new Window(Extent.square(2), Extent.square(2), Extent.ONE, Pads.NONE),
            0,
            2,
            2);
    FakeBlock ofTwo =
        new FakeBlock(new FakeLayer(depthwise, new float[2][4], Map.of(), new Seed(3)), 0, images);
    float[][] before = ofTwo.unfold(ofTwo.inputs()).toFloatMatrix();
    float[][] after = scope.rows(ofTwo).toFloatMatrix();

    assertThat(after).isNotEqualTo(before);
    for (int row = 0; row < after.length; row++) {
      for (float number : after[row]) {
        // Even numbers stand in the second channel.
        assertThat(number % 2).isEqualTo(1 - row % 2);
      }
      if (scope == PermutationScope.PATCH) {
        assertThat(sorted(after[row])).containsExactly(sorted(before[row]));
      }
    }
    if (scope == PermutationScope.SAMPLES) {
      for (int row = 0; row < 2; row++) {
        for (int tap = 0; tap < 4; tap++) {
          assertThat(sorted(column(after, row, tap))).containsExactly(column(before, row, tap));
        }
      }
    }
  }

  /** A component of the vectors of one of two groups. */
  private static float[] column(float[][] rows, int first, int component) {
    float[] column = new float[rows.length / 2];
    for (int i = 0; i < column.length; i++) {
      column[i] = rows[first + 2 * i][component];
    }
    return column;
  }

  @ParameterizedTest
  @EnumSource
  void theSeedDecides(PermutationScope scope) {
    float[] first = numbers(scope.rows(block));

    assertThat(numbers(scope.rows(block(images, new Seed(3), 0)))).containsExactly(first);
    assertThat(numbers(scope.rows(block(images, new Seed(4), 0)))).isNotEqualTo(first);
    assertThat(numbers(scope.rows(block(images, new Seed(3), 1)))).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void theBlockStaysAsItIs(PermutationScope scope) {
    FakeBlock dense = new FakeBlock(FakeLayer.binary(new float[1][40]), 0, images);
    for (FakeBlock each : List.of(block, dense)) {
      scope.rows(each).close();

      assertThat(numbers(each.inputs())).containsExactly(flat(images));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOrderIsEquallyLikely(PermutationScope scope) {
    int seeds = 6000;
    // One image of three numbers; for samples, three images of one number.
    float[][] three =
        scope == PermutationScope.SAMPLES
            ? new float[][] {{1}, {2}, {3}}
            : new float[][] {{1, 2, 3}};
    FakeLayer layer = FakeLayer.binary(new float[1][three[0].length]);
    Map<String, Integer> orders = new HashMap<>();
    for (int seed = 0; seed < seeds; seed++) {
      orders.merge(
          Arrays.toString(numbers(scope.rows(new FakeBlock(layer, seed, three)))), 1, Integer::sum);
    }
    double fourStandardErrors = 4 * Math.sqrt(seeds * (1.0 / 6) * (5.0 / 6));

    assertThat(orders).hasSize(6);
    assertThat(orders.values())
        .allSatisfy(
            count -> assertThat((double) count).isCloseTo(1000, within(fourStandardErrors)));
  }

  /** No two numbers are equal, and none is zero. */
  private static float[][] distinct() {
    float[][] images = new float[IMAGES][HEIGHT * WIDTH * CHANNELS];
    int number = 1;
    for (float[] image : images) {
      for (int k = 0; k < image.length; k++) {
        image[k] = number++;
      }
    }
    return images;
  }

  private static FakeBlock block(float[][] images, Seed seed, int group) {
    return new FakeBlock(
        new FakeLayer(SHAPE, new float[1][SHAPE.dimension()], Map.of(), seed), group, images);
  }

  /** The inputs that unfold to these patches, [images][height × width × channels]. */
  private static float[][] inputs(INDArray rows) {
    float[][] patches = rows.toFloatMatrix();
    IntFunction<float[]> image =
        i -> {
          float[] pixels = new float[HEIGHT * WIDTH * CHANNELS];
          for (int position = 0; position < HEIGHT * WIDTH; position++) {
            System.arraycopy(
                patches[i * HEIGHT * WIDTH + position],
                MIDDLE,
                pixels,
                position * CHANNELS,
                CHANNELS);
          }
          return pixels;
        };
    return IntStream.range(0, IMAGES).mapToObj(image).toArray(float[][]::new);
  }

  /** Where each number of the one stood in the other. */
  private static List<Integer> orderOf(float[] permuted, float[] original) {
    List<Float> places = new ArrayList<>();
    for (float number : original) {
      places.add(number);
    }
    List<Integer> order = new ArrayList<>();
    for (float number : permuted) {
      order.add(places.indexOf(number));
    }
    return order;
  }

  private static float[] numbers(INDArray array) {
    return array.data().asFloat();
  }

  private static float[] flat(float[][] rows) {
    float[] all = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, all, row * rows[0].length, rows[0].length);
    }
    return all;
  }

  private static float[] sorted(float[] numbers) {
    float[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static float[][] transposed(float[][] rows) {
    float[][] columns = new float[rows[0].length][rows.length];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        columns[column][row] = rows[row][column];
      }
    }
    return columns;
  }
}
