package org.orthant.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;

/** What leaves each kind of node, counted by hand. */
class NodeShapesTest {
  private static final ImageShape IMAGE = new ImageShape(5, 8, 6);

  private static ImageShape output(Node node, ImageShape... inputs) {
    return node.output(List.of(inputs));
  }

  private static void assertRefused(String why, Node node, ImageShape... inputs) {
    assertThatThrownBy(() -> output(node, inputs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void ofAProduct() {
    Window window = new Window(new Extent(2, 3), new Extent(2, 1), Extent.ONE, Pads.NONE);
    LayerShape shape = new LayerShape("conv", LayerKind.CONVOLUTION, IMAGE, window, 0, 4, 2);

    assertThat(output(Nodes.product("input", shape), IMAGE)).isEqualTo(new ImageShape(2, 6, 4));
    assertRefused("is made for 5×8×6", Nodes.product("input", shape), new ImageShape(5, 8, 4));
    Layer transposed =
        new Layer(shape, Nd4j.zeros(shape.dimension(), shape.filters()), Optional.empty());
    assertRefused("has weights of [18, 4], not [4, 18]", new Product("input", transposed), IMAGE);
  }

  @Test
  void ofABatchNormalization() {
    assertThat(output(Nodes.normalization("n", "input", 6), IMAGE)).isEqualTo(IMAGE);
    assertRefused("has gamma of [4], and meets 6", Nodes.normalization("n", "input", 4), IMAGE);
    assertRefused("has gamma of [1], and meets 6", Nodes.normalization("n", "input", 1), IMAGE);
  }

  @Test
  void ofAScale() {
    assertThat(output(new Scale("s", "input", Nd4j.ones(6), Nd4j.ones(1)), IMAGE)).isEqualTo(IMAGE);
    assertThat(output(new Scale("s", "input", Nd4j.ones(1), Nd4j.ones(6)), IMAGE)).isEqualTo(IMAGE);
    assertRefused("factor", new Scale("s", "input", Nd4j.ones(5), Nd4j.ones(6)), IMAGE);
    assertRefused("shift", new Scale("s", "input", Nd4j.ones(6), Nd4j.ones(2, 3)), IMAGE);
  }

  @Test
  void ofAPool() {
    assertThat(output(Nodes.pool("p", "input"), IMAGE)).isEqualTo(new ImageShape(2, 4, 6));
    Window overlapping =
        new Window(Extent.square(3), Extent.square(2), Extent.ONE, new Pads(1, 1, 0, 1));
    assertThat(output(new Pool("p", "input", Pool.Kind.AVERAGE, overlapping, true), IMAGE))
        .isEqualTo(new ImageShape(3, 4, 6));
    assertThat(output(new Pool("p", "input", Pool.Kind.AVERAGE, Window.whole(IMAGE), false), IMAGE))
        .isEqualTo(ImageShape.vector(6));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "1, 0, 1", "2, 2, 0", "3, 1, 3"})
  void aPoolThatSeesNothingButPadsIsRefused(int taps, int before, int after) {
    Window window =
        new Window(new Extent(taps, 1), Extent.ONE, Extent.ONE, new Pads(before, after, 0, 0));

    assertRefused("nothing but pads", new Pool("p", "input", Pool.Kind.MAX, window, false), IMAGE);
  }

  @Test
  void aPoolWhoseTapsReachBeyondThePadsIsNotRefused() {
    Window window =
        new Window(new Extent(2, 1), Extent.ONE, new Extent(2, 1), new Pads(1, 1, 0, 0));
    Pool pool = new Pool("p", "input", Pool.Kind.MAX, window, false);

    assertThat(output(pool, new ImageShape(2, 1, 1))).isEqualTo(new ImageShape(2, 1, 1));
    assertRefused("nothing but pads", pool, new ImageShape(1, 1, 1));
  }

  @Test
  void ofAFunction() {
    assertThat(output(Nodes.relu("f", "input"), IMAGE)).isEqualTo(IMAGE);
    assertThat(output(new Function("f", "input", new Curve.Prelu(Nd4j.ones(6))), IMAGE))
        .isEqualTo(IMAGE);
    assertRefused(
        "has slopes of [5]", new Function("f", "input", new Curve.Prelu(Nd4j.ones(5))), IMAGE);
    assertThatThrownBy(() -> new Curve.Clip(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void ofAQuantizer() {
    assertThat(output(Nodes.quantize("q", "input"), IMAGE)).isEqualTo(IMAGE);
  }

  @Test
  void ofSumsAndProductsOfImages() {
    for (Node node : List.of(Nodes.add("a", "x", "y"), new Multiply("m", List.of("x", "y")))) {
      assertThat(output(node, IMAGE, IMAGE)).isEqualTo(IMAGE);
      assertThat(output(node, IMAGE, ImageShape.vector(6))).isEqualTo(IMAGE);
      assertThat(output(node, ImageShape.vector(1), IMAGE)).isEqualTo(IMAGE);
      assertThat(output(node, ImageShape.vector(6), new ImageShape(5, 8, 1))).isEqualTo(IMAGE);
      assertRefused("do not fit together", node, IMAGE, new ImageShape(5, 1, 6));
      assertRefused("do not fit together", node, IMAGE, new ImageShape(5, 8, 3));
      assertRefused("do not fit together", node, new ImageShape(5, 1, 6), new ImageShape(1, 8, 6));
      assertRefused("at least two inputs", node, IMAGE);
    }
  }

  @Test
  void ofAConcatenation() {
    Concat concat = new Concat("c", List.of("x", "y"));

    assertThat(output(concat, IMAGE, new ImageShape(5, 8, 3))).isEqualTo(new ImageShape(5, 8, 9));
    assertRefused("different height or width", concat, IMAGE, new ImageShape(5, 7, 6));
    assertRefused("has no inputs", new Concat("c", List.of()));
  }

  @Test
  void ofASlice() {
    assertThat(output(new Slice("s", "input", 2, 6), IMAGE)).isEqualTo(new ImageShape(5, 8, 4));
    assertRefused("takes channels 2 … 6 of 6", new Slice("s", "input", 2, 7), IMAGE);
    assertRefused("takes channels 2 … 1 of 6", new Slice("s", "input", 2, 2), IMAGE);
    assertRefused("takes channels -1 … 1 of 6", new Slice("s", "input", -1, 2), IMAGE);
  }

  @Test
  void ofPads() {
    assertThat(output(new Pad("p", "input", new Pads(1, 2, 3, 4), -1), IMAGE))
        .isEqualTo(new ImageShape(8, 15, 6));
    assertRefused("pads with NaN", new Pad("p", "input", Pads.all(1), Float.NaN), IMAGE);
    assertThat(output(new PadChannels("p", "input", 1, 3), IMAGE))
        .isEqualTo(new ImageShape(5, 8, 10));
    assertRefused("adds -1 and 3 channels", new PadChannels("p", "input", -1, 3), IMAGE);
  }

  @Test
  void ofAFlattening() {
    assertThat(output(new Flatten("f", "input"), IMAGE)).isEqualTo(ImageShape.vector(240));
  }

  @Test
  void ofAShuffle() {
    assertThat(output(new Shuffle("s", "input", 3), IMAGE)).isEqualTo(IMAGE);
    assertRefused("shuffles 6 channels in 4 groups", new Shuffle("s", "input", 4), IMAGE);
    assertRefused("shuffles 6 channels in 0 groups", new Shuffle("s", "input", 0), IMAGE);
  }
}
