package org.orthant.framework.run.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Add;
import org.orthant.api.graph.Concat;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Flatten;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Multiply;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Pad;
import org.orthant.api.graph.PadChannels;
import org.orthant.api.graph.Pool;
import org.orthant.api.graph.Shuffle;
import org.orthant.api.graph.Slice;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.Window;
import org.orthant.kernels.lanes.LaneImages;

/** In lanes a node gives the very numbers that it gives on tensors. */
class LaneNodesTest {
  private static final int IMAGES = 3;
  private static final ImageShape IMAGE = new ImageShape(5, 4, 6);
  private static final ImageShape ONE_PIXEL = new ImageShape(1, 1, 6);
  private static final ImageShape ONE_CHANNEL = new ImageShape(5, 4, 1);

  private record Case(Node node, List<ImageShape> shapes) {
    Case(Node node) {
      this(node, List.of(IMAGE));
    }
  }

  static Stream<Case> cases() {
    Window window =
        new Window(new Extent(3, 2), new Extent(2, 1), new Extent(1, 2), new Pads(1, 0, 0, 1));
    List<String> two = List.of("a", "b");
    return Stream.of(
        new Case(new Pool("n", "a", Pool.Kind.MAX, window, false)),
        new Case(new Pool("n", "a", Pool.Kind.AVERAGE, window, false)),
        new Case(new Pool("n", "a", Pool.Kind.AVERAGE, window, true)),
        new Case(new Add("n", two), List.of(IMAGE, IMAGE)),
        new Case(new Add("n", two), List.of(ONE_PIXEL, IMAGE)),
        new Case(new Add("n", two), List.of(IMAGE, ONE_CHANNEL)),
        new Case(new Multiply("n", two), List.of(IMAGE, IMAGE)),
        new Case(new Multiply("n", two), List.of(IMAGE, ONE_PIXEL)),
        new Case(new Multiply("n", two), List.of(ONE_CHANNEL, IMAGE)),
        new Case(new Function("n", "a", new Curve.Relu())),
        new Case(new Function("n", "a", new Curve.Clip(-0.5f, 0.25f))),
        new Case(new Function("n", "a", new Curve.HardSwish())),
        new Case(new Function("n", "a", new Curve.Tanh())),
        new Case(new Concat("n", two), List.of(IMAGE, ONE_CHANNEL)),
        new Case(new Slice("n", "a", 1, 4)),
        new Case(new PadChannels("n", "a", 1, 2)),
        new Case(new Shuffle("n", "a", 3)),
        new Case(new Flatten("n", "a")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void numbersAreThoseOfTensors(Case of) {
    List<LaneImages> lanes = new ArrayList<>();
    List<INDArray> tensors = new ArrayList<>();
    Random random = new Random(1705);
    for (ImageShape shape : of.shapes()) {
      float[] numbers = new float[IMAGES * shape.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) random.nextGaussian();
      }
      lanes.add(LaneImages.of(numbers, IMAGES, shape.height(), shape.width(), shape.channels()));
      tensors.add(Nodes.tensor(numbers, IMAGES, shape));
    }
    float[] expected = Floats.of(Nodes.apply(of.node(), tensors, of.shapes()));
    assertThat(LaneNodes.apply(of.node(), lanes, of.shapes()).orElseThrow().values())
        .isEqualTo(expected);
  }

  @Test
  void otherNodesAreLeftToTensors() {
    Node pad = new Pad("n", "a", new Pads(1, 1, 1, 1), 0);
    LaneImages images = LaneImages.of(new float[IMAGE.size()], 1, 5, 4, 6);
    assertThat(LaneNodes.apply(pad, List.of(images), List.of(IMAGE))).isEmpty();
  }
}
