package org.orthant.framework.run.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.array.Floats;
import org.orthant.api.data.Dataset;
import org.orthant.api.data.Split;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Loss;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.datasets.Cifar10;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.Signals;
import org.orthant.framework.run.local.LocalThreads;
import org.orthant.framework.run.refit.Refits;
import org.orthant.framework.run.refit.Variants;

/**
 * All 10,000 test images of CIFAR-10 through a network of the paper's shape, its batch
 * normalization fitted to training images: computed with bits it predicts what it predicts computed
 * with numbers, but where a number in front of a sign is as near to 0 as float32 rounds.
 */
@EnabledIfEnvironmentVariable(
    named = "ORTHANT_DATA",
    matches = ".+",
    disabledReason = "needs the real CIFAR-10: name its folder with ORTHANT_DATA")
class BitsAgainstFloatsTest {
  private static final int WIDTH = 16;
  private static final int REFIT = 500;
  private static final ImageShape IMAGE = new ImageShape(32, 32, 3);

  /** Of numbers that batch normalization has brought to about 1. */
  private static final double ROUNDING = 1e-5;

  private final Dataset cifar = open();
  private final Split test = cifar.test();

  @Test
  void predictionsAreTheSameButForTies() {
    for (Trial trial :
        List.of(
            Trial.refitted(REFIT),
            new Trial(Map.of("conv3", Change.of(Weights.CONTINUOUS)), REFIT))) {
      Ties ties = new Ties();
      Variant bits = variant(trial, Arithmetic.BITS);
      Variant floats = variant(trial, Arithmetic.FLOATS);
      for (int from = 0; from < test.size(); from += 25) {
        int[] images = IntStream.range(from, from + 25).toArray();
        ties.compare(test.images(images), bits, floats);
      }
      System.out.printf("bits against numbers: %s%n", ties);
      assertThat(ties.images).isEqualTo(test.size());
      assertThat(ties.otherPredictions).isLessThanOrEqualTo(ties.signs);
      assertThat(ties.signs).isLessThan(test.size() / 100);
    }
  }

  /** Counts what is not the same, and that it may be so. */
  private static final class Ties {
    private int images;
    private int signs;
    private int otherPredictions;

    void compare(INDArray inputs, Variant bits, Variant floats) {
      int count = (int) inputs.size(0);
      images += count;
      Signals entering = Signals.of(inputs.dup(), IMAGE);
      Signals exact = Signals.of(inputs, IMAGE);
      int before = signs;
      for (int unit = 0; unit < bits.steps().size(); unit++) {
        Stage ofBits = bits.steps().get(unit).stage().orElseThrow();
        Stage ofFloats = floats.steps().get(unit).stage().orElseThrow();
        if (ofBits instanceof LayerStage layer && layer.unit().activation().isPresent()) {
          Signals numbers = Signals.of(entering.tensor().dup(), layer.layer().shape().input());
          count(outputs(layer, entering), outputs((LayerStage) ofFloats, numbers));
        }
        entering = passed(ofBits, entering, Arithmetic.BITS);
        exact = passed(ofFloats, exact, Arithmetic.FLOATS);
      }
      int[] found = Inference.predictions(scores(entering));
      int[] expected = Inference.predictions(scores(exact));
      for (int i = 0; i < count; i++) {
        if (found[i] != expected[i]) {
          otherPredictions++;
          assertThat(signs).as("a tie that explains the prediction").isGreaterThan(before);
        }
      }
    }

    private void count(Outputs bits, Outputs floats) {
      float[] found = bits.activated().packed().orElseThrow().unpacked();
      float[] expected = Floats.of(floats.activated().tensor());
      float[] continuous = Floats.of(floats.continuous());
      for (int i = 0; i < found.length; i++) {
        if (found[i] != expected[i]) {
          signs++;
          assertThat(Math.abs(continuous[i])).isLessThan((float) ROUNDING);
        }
      }
    }

    private static Signals passed(Stage stage, Signals inputs, Arithmetic arithmetic) {
      return stage instanceof NodeStage node
          ? node.output(List.of(inputs), arithmetic)
          : outputs((LayerStage) stage, inputs).activated();
    }

    private static Outputs outputs(LayerStage stage, Signals inputs) {
      return stage.outputs(stage.products(inputs));
    }

    private static INDArray scores(Signals signals) {
      INDArray scores = signals.tensor();
      return scores.reshape('c', scores.size(0), scores.size(3));
    }

    @Override
    public String toString() {
      return "%d images, %d signs differ at ties, %d predictions differ for that"
          .formatted(images, signs, otherPredictions);
    }
  }

  /** The same statistics for both, those that numbers give. */
  private Variant variant(Trial trial, Arithmetic arithmetic) {
    Network floats = AsTrained.network(graph(), Arithmetic.FLOATS);
    List<Trial> refitted = Variants.refitted(floats, List.of(trial));
    Refits refits =
        Refits.fit(
            floats,
            refitted,
            cifar.training(),
            new LocalThreads(0),
            new Seed(1),
            Optional.empty(),
            new NoProgress());
    Variant fitted = new Variants(floats, refits).of(List.of(trial)).get(0);
    return new Steps(AsTrained.network(graph(), arithmetic))
        .variant(trial, unit -> fitted.stage(unit).alteration());
  }

  private static Graph graph() {
    Nd4j.getRandom().setSeed(7);
    int[] channels = {3, WIDTH, WIDTH, 2 * WIDTH, 2 * WIDTH, 4 * WIDTH, 4 * WIDTH};
    List<Graph.Block> blocks = new ArrayList<>();
    int side = 32;
    for (int i = 1; i < channels.length; i++) {
      ImageShape image = new ImageShape(side, side, channels[i - 1]);
      blocks.add(block(LayerShape.same("conv" + i, image, 3, channels[i]), i % 2 == 0, true));
      side /= i % 2 == 0 ? 2 : 1;
    }
    int[] units = {side * side * 4 * WIDTH, 8 * WIDTH, 8 * WIDTH, 10};
    for (int i = 1; i < units.length; i++) {
      LayerShape shape = LayerShape.dense("dense" + i, units[i - 1], units[i]);
      blocks.add(block(shape, false, i < units.length - 1));
    }
    return Graph.chain(IMAGE, blocks, Loss.SQUARED_HINGE);
  }

  private static Graph.Block block(LayerShape shape, boolean pooled, boolean activated) {
    Quantization sign = new Quantization("binary", new Sign());
    int filters = shape.filters();
    return new Graph.Block(
        new Layer(shape, Nd4j.rand(filters, shape.dimension()).muli(2).subi(1), Optional.of(sign)),
        pooled,
        new BatchNorm(
            Nd4j.randn(filters),
            Nd4j.randn(filters).muli(0.3),
            Nd4j.zeros(filters),
            Nd4j.ones(filters),
            1e-5),
        activated ? Optional.of(sign) : Optional.empty());
  }

  private static Dataset open() {
    try {
      return new Cifar10().open(file -> Path.of(System.getenv("ORTHANT_DATA"), file.path()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
