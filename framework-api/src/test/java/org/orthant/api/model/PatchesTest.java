package org.orthant.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;

class PatchesTest {
  private static final int IMAGES = 2;

  /** Layers of any window, pads, pad value and groups, whose kernel fits into the padded image. */
  @Provide
  Arbitrary<LayerShape> layers() {
    Arbitrary<Extent> extents =
        Combinators.combine(upTo(1, 3), upTo(1, 3))
            .as((height, width) -> new Extent(height, width));
    Arbitrary<Pads> pads =
        Combinators.combine(upTo(0, 2), upTo(0, 2), upTo(0, 2), upTo(0, 2)).as(Pads::new);
    Arbitrary<Window> windows =
        Combinators.combine(extents, extents, extents, pads).as(Window::new);
    Arbitrary<ImageShape> images =
        Combinators.combine(upTo(1, 5), upTo(1, 5), upTo(1, 2)).as(ImageShape::new);
    return Combinators.combine(images, windows, upTo(1, 3), Arbitraries.of(0f, -1f, 0.5f))
        .filter(
            (image, window, groups, value) ->
                window.reach().height() <= window.pads().around(image).height()
                    && window.reach().width() <= window.pads().around(image).width())
        .as(
            (image, window, groups, value) ->
                new LayerShape(
                    "conv1",
                    LayerKind.CONVOLUTION,
                    new ImageShape(image.height(), image.width(), image.channels() * groups),
                    window,
                    value,
                    groups,
                    groups));
  }

  private static Arbitrary<Integer> upTo(int least, int most) {
    return Arbitraries.integers().between(least, most);
  }

  private static INDArray images(LayerShape shape) {
    ImageShape image = shape.input();
    int size = IMAGES * image.size();
    return Nd4j.createFromArray(FloatsFrom.generator(new Seed(size).generator(), size))
        .reshape(IMAGES, image.height(), image.width(), image.channels());
  }

  /** A component of a patch, looked up in the image tap by tap. */
  private static double component(
      LayerShape shape, INDArray tensor, int image, int position, int group, int component) {
    int columns = shape.window().positions(shape.input()).width();
    int channels = shape.channelsPerGroup();
    int tap = component / channels;
    Window window = shape.window();
    int y =
        position / columns * window.stride().height()
            + tap / window.kernel().width() * window.dilation().height()
            - window.pads().top();
    int x =
        position % columns * window.stride().width()
            + tap % window.kernel().width() * window.dilation().width()
            - window.pads().left();
    boolean inside = y >= 0 && y < shape.input().height() && x >= 0 && x < shape.input().width();
    return inside
        ? tensor.getDouble(image, y, x, group * channels + component % channels)
        : shape.padValue();
  }

  @Property(tries = 300)
  void patchesAreWhatLiesUnderTheTapsAndThePadsValueElsewhere(@ForAll("layers") LayerShape shape) {
    INDArray tensor = images(shape);
    INDArray rows = new Patches(shape).all(tensor);
    int positions = shape.positions();

    assertThat(rows.shape())
        .containsExactly((long) IMAGES * positions * shape.groups(), shape.dimension());
    for (int row = 0; row < rows.size(0); row++) {
      int group = row % shape.groups();
      int place = row / shape.groups();
      for (int i = 0; i < shape.dimension(); i++) {
        assertThat(rows.getDouble(row, i))
            .isEqualTo(component(shape, tensor, place / positions, place % positions, group, i));
      }
    }
  }

  /** ⟨all(x) − all(0), y⟩ = ⟨x, fold(y)⟩: what the pads hold is no part of the linear map. */
  @Property(tries = 300)
  void foldingIsTheAdjointOfUnfolding(@ForAll("layers") LayerShape shape) {
    Patches patches = new Patches(shape);
    INDArray tensor = images(shape);
    INDArray ofPads = patches.all(Nd4j.zeros(tensor.shape()));
    int size = (int) ofPads.length();
    INDArray rows =
        Nd4j.createFromArray(FloatsFrom.generator(new Seed(size + 1).generator(), size))
            .reshape(ofPads.shape());
    double unfolded = patches.all(tensor).sub(ofPads).mul(rows).sumNumber().doubleValue();
    INDArray folded = patches.fold(rows);

    assertThat(folded.shape()).containsExactly(tensor.shape());
    assertThat(folded.mul(tensor).sumNumber().doubleValue()).isCloseTo(unfolded, within(1e-3));
  }

  @Property(tries = 200)
  void someAreDifferentOnesOfEveryImage(@ForAll("layers") LayerShape shape) {
    Patches patches = new Patches(shape);
    INDArray tensor = images(shape);
    INDArray all = patches.all(tensor);
    int perImage = Math.max(1, shape.positions() - 1);
    INDArray some = patches.some(tensor, perImage, new Seed(3));

    assertThat(some.shape())
        .containsExactly((long) IMAGES * perImage * shape.groups(), shape.dimension());
    for (int image = 0; image < IMAGES; image++) {
      int first = image;
      Set<Integer> left = new HashSet<>(IntStream.range(0, shape.positions()).boxed().toList());
      for (int k = 0; k < perImage; k++) {
        int drawn = image * perImage + k;
        int position =
            left.stream()
                .filter(
                    candidate ->
                        isSame(shape, all, first * shape.positions() + candidate, some, drawn))
                .findFirst()
                .orElseThrow();
        left.remove(position);
      }
    }
    assertThat(patches.some(tensor, perImage, new Seed(3))).isEqualTo(some);
  }

  /** Whether the vectors of all groups are the same at a place of one array and another's. */
  private static boolean isSame(LayerShape shape, INDArray a, int ofA, INDArray b, int ofB) {
    return IntStream.range(0, shape.groups())
        .allMatch(
            group ->
                a.getRow((long) ofA * shape.groups() + group)
                    .equals(b.getRow((long) ofB * shape.groups() + group)));
  }

  @Example
  void otherSeedsChooseOtherPositions() {
    LayerShape shape = LayerShape.same("conv1", new ImageShape(5, 5, 2), 3, 1);
    Patches patches = new Patches(shape);
    INDArray tensor = images(shape);

    assertThat(patches.some(tensor, 7, new Seed(4)))
        .isNotEqualTo(patches.some(tensor, 7, new Seed(3)));
  }

  @Example
  void aDenseLayerMeetsItsInputs() {
    INDArray tensor = Nd4j.rand(5, 4);
    Patches patches = new Patches(LayerShape.dense("dense1", 4, 2));

    assertThat(patches.all(tensor)).isSameAs(tensor);
    assertThat(patches.fold(tensor)).isSameAs(tensor);
    assertThat(patches.some(tensor, 1, new Seed(1))).isEqualTo(tensor);
  }
}
