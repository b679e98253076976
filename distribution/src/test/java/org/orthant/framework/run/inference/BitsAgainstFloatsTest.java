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
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.Sign;
import org.orthant.datasets.Cifar10;
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
      List<Stage> bits = stages(trial, Arithmetic.BITS);
      List<Stage> floats = stages(trial, Arithmetic.FLOATS);
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

    void compare(INDArray inputs, List<Stage> bits, List<Stage> floats) {
      int count = (int) inputs.size(0);
      images += count;
      Signals entering = Signals.of(inputs.dup());
      Signals exact = Signals.of(inputs);
      int before = signs;
      for (int layer = 0; layer < bits.size(); layer++) {
        LayerShape shape = bits.get(layer).layer().layer().shape();
        Signals numbers = Signals.of(entering.entering(shape).tensor().dup());
        if (layer < bits.size() - 1) {
          count(outputs(bits.get(layer), entering), outputs(floats.get(layer), numbers));
        }
        entering = outputs(bits.get(layer), entering).activated();
        exact = outputs(floats.get(layer), exact).activated();
      }
      int[] found = Inference.predictions(entering.tensor());
      int[] expected = Inference.predictions(exact.tensor());
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

    private static Outputs outputs(Stage stage, Signals inputs) {
      return stage.outputs(
          new Products(
              stage.layer(), inputs.entering(stage.layer().layer().shape()), Optional.empty()));
    }

    @Override
    public String toString() {
      return "%d images, %d signs differ at ties, %d predictions differ for that"
          .formatted(images, signs, otherPredictions);
    }
  }

  /** The same statistics for both, those that numbers give. */
  private List<Stage> stages(Trial trial, Arithmetic arithmetic) {
    List<QuantizedLayer> floats = layers(Arithmetic.FLOATS);
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
    List<Stage> fitted = new Variants(floats, refits).of(List.of(trial)).get(0).stages();
    List<QuantizedLayer> layers = layers(arithmetic);
    return IntStream.range(0, layers.size())
        .mapToObj(i -> new Stage(layers.get(i), fitted.get(i).change(), fitted.get(i).norm()))
        .toList();
  }

  private static List<QuantizedLayer> layers(Arithmetic arithmetic) {
    Nd4j.getRandom().setSeed(7);
    int[] channels = {3, WIDTH, WIDTH, 2 * WIDTH, 2 * WIDTH, 4 * WIDTH, 4 * WIDTH};
    List<QuantizedLayer> layers = new ArrayList<>();
    int side = 32;
    for (int i = 1; i < channels.length; i++) {
      ImageShape image = new ImageShape(side, side, channels[i - 1]);
      LayerShape shape = new LayerShape("conv" + i, LayerKind.CONVOLUTION, image, 3, channels[i]);
      layers.add(layer(shape, i % 2 == 0, true, arithmetic));
      side /= i % 2 == 0 ? 2 : 1;
    }
    int[] units = {side * side * 4 * WIDTH, 8 * WIDTH, 8 * WIDTH, 10};
    for (int i = 1; i < units.length; i++) {
      LayerShape shape = LayerShape.dense("dense" + i, units[i - 1], units[i]);
      layers.add(layer(shape, false, i < units.length - 1, arithmetic));
    }
    return layers;
  }

  private static QuantizedLayer layer(
      LayerShape shape, boolean pooled, boolean activated, Arithmetic arithmetic) {
    Quantization sign = new Quantization("binary", new Sign());
    int filters = shape.filters();
    Layer layer =
        new Layer(
            shape,
            Nd4j.rand(filters, shape.dimension()).muli(2).subi(1),
            Optional.of(sign),
            pooled,
            new BatchNorm(
                Nd4j.randn(filters),
                Nd4j.randn(filters).muli(0.3),
                Nd4j.zeros(filters),
                Nd4j.ones(filters),
                1e-5),
            activated ? Optional.of(sign) : Optional.empty());
    TrainingInputs none = new TrainingInputs(Optional.empty(), List.of(), shape, new Seed(1));
    return new QuantizedLayer(layer, Map.of(), none, new Seed(1), arithmetic, false);
  }

  private static Dataset open() {
    try {
      return new Cifar10().open(file -> Path.of(System.getenv("ORTHANT_DATA"), file.path()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
