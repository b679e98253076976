package org.orthant.framework.run.refit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.run.NoProgress;
import org.orthant.framework.run.inference.Alteration;
import org.orthant.framework.run.inference.Evaluation;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.LayerUnit;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Path;
import org.orthant.framework.run.inference.Scores;
import org.orthant.framework.run.inference.SmallNetwork;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.layer.Signals;
import org.orthant.framework.run.local.LocalThreads;
import org.orthant.framework.run.node.Pooling;

class BatchNormRefitterTest {
  private static final int IMAGES = 60;
  private static final Change CONTINUOUS = new Change(Weights.CONTINUOUS, Activations.TRAINED);
  private static final Change IDENTITY = new Change(Weights.TRAINED, Activations.IDENTITY);

  private final Network network = SmallNetwork.network();
  private final Split training = SmallNetwork.images(IMAGES);

  @Test
  void everyTrialIsFittedAsIfAloneLayerAfterLayer() {
    List<Trial> trials =
        List.of(
            Trial.refitted(IMAGES),
            new Trial(Map.of("conv1", IDENTITY), IMAGES),
            new Trial(Map.of("conv2", CONTINUOUS), IMAGES),
            new Trial(Map.of("dense1", IDENTITY, "conv1", CONTINUOUS), IMAGES),
            new Trial(Map.of("dense2", CONTINUOUS), IMAGES));
    List<Variant> variants = variants(2, trials);

    for (int i = 0; i < trials.size(); i++) {
      assertThatFittedByHand(variants.get(i), trials.get(i));
    }
  }

  /** Fitting one layer at a time over one batch of all images. */
  private void assertThatFittedByHand(Variant variant, Trial trial) {
    assertThat(variant.trial()).isEqualTo(trial);
    for (LayerUnit unit : network.layers()) {
      LayerShape shape = unit.layer().shape();
      Alteration alteration = variant.stage(unit).alteration();
      assertThat(new Change(alteration.weights(), alteration.activations()))
          .isEqualTo(trial.change(shape.name()));
      try (Evaluation before = passed(variant, unit.input());
          Products products =
              new Products(
                  unit.layer(),
                  before.value(unit.input()).entering(shape),
                  Optional.empty(),
                  false)) {
        INDArray dots = products.dots(alteration.weights());
        double[][] pooled =
            unit.pool()
                .map(pool -> new Pooling(pool, shape.output()).rows(dots))
                .orElse(dots)
                .toDoubleMatrix();
        for (int channel = 0; channel < pooled[0].length; channel++) {
          int c = channel;
          double mean =
              IntStream.range(0, pooled.length)
                  .mapToDouble(n -> pooled[n][c])
                  .average()
                  .orElseThrow();
          double variance =
              IntStream.range(0, pooled.length)
                  .mapToDouble(n -> (pooled[n][c] - mean) * (pooled[n][c] - mean))
                  .average()
                  .orElseThrow();
          BatchNorm norm = alteration.norm().orElseThrow();
          assertThat(norm.mean().getDouble(c)).isCloseTo(mean, within(1e-4));
          assertThat(norm.variance().getDouble(c))
              .isCloseTo(variance, within(1e-4 * (1 + variance)));
        }
      }
    }
  }

  /** What all images, as one batch, are behind a unit. */
  private Evaluation passed(Variant variant, int unit) {
    return new Evaluation(
        network,
        Map.of(),
        () ->
            Signals.of(
                training.images(IntStream.range(0, IMAGES).toArray()), network.graph().input()),
        index -> variant.stage(network.units().get(index)),
        Set.of(unit));
  }

  @Test
  void layersInFrontOfAChangeAreThoseOfTheRefittedNetwork() {
    List<Variant> variants =
        variants(1, List.of(new Trial(Map.of("dense1", IDENTITY), 40), Trial.refitted(40)));

    int changed = network.unitOf("dense1");
    assertThat(variants.get(0).steps().subList(0, changed))
        .isEqualTo(variants.get(1).steps().subList(0, changed));
    assertThat(variants.get(0).steps().get(changed))
        .isNotEqualTo(variants.get(1).steps().get(changed));
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    List<Trial> trials = List.of(new Trial(Map.of("conv2", IDENTITY), IMAGES));
    Variant one = variants(1, trials).get(0);
    Variant three = variants(3, trials).get(0);
    for (LayerUnit unit : network.layers()) {
      BatchNorm ofThree = three.stage(unit).alteration().norm().orElseThrow();
      BatchNorm ofOne = one.stage(unit).alteration().norm().orElseThrow();
      assertThat(ofThree.mean().toFloatVector()).isEqualTo(ofOne.mean().toFloatVector());
      assertThat(ofThree.variance().toFloatVector()).isEqualTo(ofOne.variance().toFloatVector());
    }
  }

  @Test
  void numbersThatAreKeptChangeNoBit() {
    Trial trial = new Trial(Map.of("conv1", IDENTITY, "conv2", IDENTITY), IMAGES);
    assertThat(fitted(trial, 0)).isEqualTo(fitted(trial, Long.MAX_VALUE));
  }

  private byte[] fitted(Trial trial, long mostNumbersKept) {
    Refit refit =
        new BatchNormRefitter(
                network,
                training,
                Trial.refitted(IMAGES),
                new Seed(1),
                new LocalThreads(2),
                () -> {},
                mostNumbersKept)
            .fit(trial);
    return RefitFormat.write(refit, network);
  }

  @Test
  void sharedStagesArePassedOnce() {
    List<Variant> variants =
        variants(
            1,
            List.of(
                Trial.BASELINE,
                new Trial(Map.of("dense1", IDENTITY), 0),
                new Trial(Map.of("dense2", CONTINUOUS), 0)));
    List<String> entered = new ArrayList<>();
    List<Trial> left = new ArrayList<>();
    Inference.run(
        network,
        training.images(0, 1),
        variants,
        new Inference.Observer() {
          @Override
          public void enters(List<Variant> sharing, Products products) {
            entered.add(products.layer().layer().name() + " " + sharing.size());
          }

          @Override
          public void leaves(Variant variant, Path path, INDArray scores) {
            left.add(variant.trial());
            assertThat(scores).isEqualTo(Scores.of(network, variant, training.images(0, 1)));
          }
        });
    assertThat(entered).containsExactly("conv1 3", "conv2 3", "dense1 3", "dense2 2", "dense2 1");
    assertThat(left)
        .containsExactlyInAnyOrderElementsOf(variants.stream().map(Variant::trial).toList());
  }

  private List<Variant> variants(int threads, List<Trial> trials) {
    Refits refits =
        Refits.fit(
            network,
            Variants.refitted(network, trials),
            training,
            new LocalThreads(threads),
            new Seed(9),
            Optional.empty(),
            new NoProgress());
    return new Variants(network, refits).of(trials);
  }
}
