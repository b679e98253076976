package org.orthant.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.RandomNumbers;
import org.orthant.api.Seed;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Scores;
import org.orthant.api.measure.SelectedLayer;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Extent;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.model.VectorMap;
import org.orthant.api.model.Window;
import org.orthant.api.spi.Probe;
import org.orthant.api.statistics.Outcomes;

/**
 * What a probe is shown of a small network: a convolution, one in steps of two, one in two groups,
 * a depthwise one, a hidden dense layer, one of which nothing but signs are known, and one of
 * scores. No activation follows the one in steps of two, as before a sum. Weights, inputs,
 * gradients and predictions are drawn at random, the same for the same layer, trial and group.
 */
final class FakeNetwork {
  static final List<String> QUANTIZERS = List.of("binary", "coarse", "ternary");
  private static final int IMAGES = 5;
  private static final int CLASSES = 4;
  private static final Seed SEED = new Seed(1705);

  private static final LayerShape CONVOLUTION =
      LayerShape.same("conv1", new ImageShape(4, 4, 2), 3, 6);
  private static final LayerShape STRIDED =
      new LayerShape(
          "strided",
          LayerKind.CONVOLUTION,
          new ImageShape(5, 6, 3),
          new Window(Extent.square(3), Extent.square(2), Extent.ONE, Pads.NONE),
          0,
          4,
          1);
  private static final LayerShape GROUPED =
      new LayerShape(
          "grouped",
          LayerKind.CONVOLUTION,
          new ImageShape(4, 3, 6),
          new Window(new Extent(2, 3), Extent.ONE, Extent.ONE, new Pads(0, 1, 1, 1)),
          -1,
          6,
          2);
  private static final LayerShape DEPTHWISE =
      new LayerShape(
          "depthwise", LayerKind.CONVOLUTION, new ImageShape(3, 3, 4), Window.same(3), 0, 4, 4);
  private static final LayerShape HIDDEN = LayerShape.dense("dense1", 24, 8);
  private static final LayerShape SIGNS = LayerShape.dense("signs", 8, 8);
  private static final LayerShape SCORES = LayerShape.dense("dense2", 8, CLASSES);

  private final List<FakeLayer> layers;
  private final int groups;
  private final Shown shown = new Shown();

  private FakeNetwork(int groups, List<String> servingHidden) {
    this.groups = groups;
    this.layers =
        List.of(
            layer(CONVOLUTION, QUANTIZERS),
            layer(STRIDED, QUANTIZERS),
            layer(GROUPED, QUANTIZERS),
            layer(DEPTHWISE, List.of("binary", "coarse")),
            layer(HIDDEN, servingHidden),
            layer(SIGNS, List.of("binary", "coarse")),
            layer(SCORES, List.of("binary")));
  }

  /** Of so many groups of images. */
  static FakeNetwork of(int groups) {
    return new FakeNetwork(groups, QUANTIZERS);
  }

  /** Returns a network in which no quantizer serves the hidden layer. */
  static FakeNetwork withoutQuantizersOfTheHiddenLayer(int groups) {
    return new FakeNetwork(groups, List.of());
  }

  List<SelectedLayer> selected() {
    return layers.stream()
        .map(
            layer ->
                new SelectedLayer(
                    layer.shape(),
                    layer.quantizers(),
                    !layer.shape().equals(SCORES) && !layer.shape().equals(STRIDED),
                    layer.layer().continuous(),
                    layer.layer().continuous() && !layer.shape().equals(STRIDED),
                    List.of()))
        .toList();
  }

  /** Whether no array was changed that was shown. */
  boolean isUntouched() {
    return shown.areUntouched();
  }

  /** Shows everything in order. */
  FakeEvidence shownTo(Probe probe, Fold fold) {
    FakeEvidence evidence = new FakeEvidence(probe, layers, selected(), fold);
    tasks(probe, evidence, layers).forEach(Runnable::run);
    return answered(probe, evidence);
  }

  /** Says what is predicted under the trials that the probe asks for by what it has seen. */
  private FakeEvidence answered(Probe probe, FakeEvidence evidence) {
    int most = probe.mostNextTrials(selected());
    List<Trial> next = probe.nextTrials(evidence);
    for (int asked = next.size(); !next.isEmpty() && asked <= most; asked += next.size()) {
      evidence.expect(next);
      next.forEach(trial -> evidence.say(trial, outcomes(trial, probe.needs().predicted())));
      next = probe.nextTrials(evidence);
    }
    evidence.close();
    return evidence;
  }

  /** Shows layers from the last to the first, groups in any order, in several threads. */
  FakeEvidence shownInDisorder(Probe probe) {
    List<FakeLayer> reversed = new ArrayList<>(layers);
    Collections.reverse(reversed);
    FakeEvidence evidence = new FakeEvidence(probe, layers, selected(), Fold.ONE_BY_ONE);
    List<Runnable> tasks = new ArrayList<>(tasks(probe, evidence, reversed));
    Collections.shuffle(tasks, new Random(SEED.value()));
    Threads.together(tasks.stream().map(Executors::callable).toList());
    return answered(probe, evidence);
  }

  private List<Runnable> tasks(Probe probe, FakeEvidence evidence, List<FakeLayer> order) {
    Needs needs = probe.needs();
    List<Trial> trials = probe.trials(selected());
    List<Runnable> tasks = new ArrayList<>();
    if (needs.weights()) {
      for (FakeLayer layer : order) {
        tasks.add(() -> probe.onWeights(layer, evidence.ofWeights(layer.shape())));
      }
    }
    for (int group = 0; group < groups; group++) {
      int number = group;
      tasks.add(() -> show(probe, evidence, order, trials, number));
    }
    if (needs.predicted() > 0) {
      trials.forEach(trial -> evidence.say(trial, outcomes(trial, needs.predicted())));
    }
    return tasks;
  }

  private void show(
      Probe probe, FakeEvidence evidence, List<FakeLayer> order, List<Trial> trials, int group) {
    for (Trial trial : trials) {
      int images = within(group, probe.needs().inputs());
      if (images > 0) {
        for (FakeLayer layer : order) {
          probe.onBlock(
              block(layer, trial, group, images), evidence.ofGroup(trial, layer.shape(), group));
        }
      }
      if (within(group, probe.needs().scores()) > 0) {
        probe.onScores(
            scores(trial, group, within(group, probe.needs().scores())),
            evidence.ofScores(trial, group));
      }
      if (within(group, probe.needs().gradients()) > 0) {
        for (int i = order.size() - 1; i >= 0; i--) {
          FakeLayer layer = order.get(i);
          probe.onGradient(
              gradient(layer, trial, group), evidence.ofGroup(trial, layer.shape(), group));
        }
      }
    }
  }

  private static int within(int group, int images) {
    return Math.max(0, Math.min(IMAGES, images - group * IMAGES));
  }

  private FakeLayer layer(LayerShape shape, List<String> quantizers) {
    Map<String, VectorMap> maps = new TreeMap<>();
    quantizers.forEach(name -> maps.put(name, map(name, 1)));
    Seed seed = SEED.fork(shape.name());
    float[][] weights = random(shape.filters(), shape.dimension(), seed.fork("weights"));
    boolean continuous = !shape.equals(SIGNS);
    return new FakeLayer(shape, continuous ? weights : signs(weights), continuous, maps, seed) {
      private final Map<Weights, INDArray> given = new HashMap<>();

      @Override
      public synchronized INDArray weights(Weights weights) {
        return given.computeIfAbsent(weights, first -> shown.show(super.weights(weights)));
      }

      @Override
      public VectorMap fitAgain(String quantizer, Seed other) {
        return FakeNetwork.map(quantizer, other.generator().nextDouble(0.9, 1.1));
      }
    };
  }

  /** As fitted with some luck. */
  private static VectorMap map(String quantizer, double luck) {
    return switch (quantizer) {
      case "binary" -> FakeLayer::signs;
      case "coarse" -> rows -> Nd4j.math().round(rows.mul(2 * luck)).div(2 * luck).dup('c');
      case "ternary" -> rows -> Nd4j.math().round(Nd4j.math().tanh(rows.mul(luck))).dup('c');
      default -> throw new IllegalArgumentException("no quantizer " + quantizer);
    };
  }

  private FakeBlock block(FakeLayer layer, Trial trial, int group, int images) {
    Seed seed = layer.seed().fork("inputs").fork(group);
    float[][] numbers = random(IMAGES, layer.shape().input().size(), seed);
    float[][] first = Arrays.copyOf(numbers, images);
    boolean continuous = layer.shape().equals(CONVOLUTION);
    return new FakeBlock(
        layer,
        trial,
        group,
        continuous ? first : signs(first),
        continuous ? Optional.empty() : Optional.of(first)) {
      private final INDArray unfolded = shown.show(super.unfold(super.inputs()));

      {
        shown.show(super.inputs());
        super.continuousInputs().ifPresent(shown::show);
      }

      @Override
      public INDArray unfold(INDArray tensor) {
        return tensor == inputs() ? unfolded : super.unfold(tensor);
      }

      @Override
      public INDArray dots(Weights weights, INDArray tensor) {
        INDArray dots = super.dots(weights, tensor);
        return tensor == inputs() ? shown.show(dots) : dots;
      }
    };
  }

  private static FakeGradient gradient(FakeLayer layer, Trial trial, int group) {
    LayerShape shape = layer.shape();
    Seed seed = layer.seed().fork("gradients").fork(label(trial)).fork(group);
    return new FakeGradient(layer, trial, group, random(shape.filters(), shape.dimension(), seed));
  }

  /** The unaltered scores, with some noise under changes. */
  private Scores scores(Trial trial, int group, int images) {
    Seed seed = SEED.fork("scores").fork(group);
    INDArray unaltered = Nd4j.createFromArray(random(IMAGES, CLASSES, seed));
    INDArray noise = Nd4j.createFromArray(random(IMAGES, CLASSES, seed.fork(label(trial))));
    INDArray altered = trial.changes().isEmpty() ? unaltered : unaltered.add(noise.mul(0.3));
    RandomNumbers labelling = seed.fork("labels").generator();
    return new Scores(
        trial,
        group,
        first(altered, images),
        first(unaltered, images),
        Stream.generate(() -> labelling.nextInt(CLASSES)).limit(images).toList());
  }

  private static INDArray first(INDArray scores, int images) {
    return scores.get(NDArrayIndex.interval(0, images)).dup('c');
  }

  /** Three of four predictions are right as trained, fewer under changes. */
  private Outcomes outcomes(Trial trial, int most) {
    RandomNumbers labelling = SEED.fork("labels").generator();
    RandomNumbers guessing = SEED.fork("guesses").fork(label(trial)).generator();
    Outcomes all = new Outcomes();
    for (int group = 0; group < groups; group++) {
      int images = within(group, most);
      int[] labels = new int[images];
      int[] predictions = new int[images];
      for (int i = 0; i < images; i++) {
        labels[i] = labelling.nextInt(CLASSES);
        boolean right = guessing.nextDouble() < (trial.changes().isEmpty() ? 0.75 : 0.5);
        predictions[i] = right ? labels[i] : (labels[i] + 1) % CLASSES;
      }
      Outcomes ofGroup = new Outcomes();
      ofGroup.add(predictions, labels);
      all.merge(ofGroup);
    }
    return all;
  }

  private static String label(Trial trial) {
    Map<String, String> labels = new TreeMap<>();
    trial.changes().forEach((layer, change) -> labels.put(layer, change.label()));
    return labels + " " + trial.refit();
  }

  private static float[][] random(int n, int d, Seed seed) {
    return FakeSample.gaussian(n, d, seed).toFloatMatrix();
  }

  private static float[][] signs(float[][] rows) {
    return FakeLayer.signs(Nd4j.createFromArray(rows)).toFloatMatrix();
  }
}
