package org.orthant.framework.run.refit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.orthant.framework.run.NoProgress;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.SmallNetwork;
import org.orthant.framework.run.inference.Stage;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.layer.Signals;
import org.orthant.framework.run.local.LocalThreads;

class BatchNormRefitterTest {
  private static final int IMAGES = 60;
  private static final Change CONTINUOUS = new Change(Weights.CONTINUOUS, Activations.TRAINED);
  private static final Change IDENTITY = new Change(Weights.TRAINED, Activations.IDENTITY);

  private final List<QuantizedLayer> layers = SmallNetwork.layers();
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
    Signals signals = Signals.of(training.images(IntStream.range(0, IMAGES).toArray()));
    for (int index = 0; index < layers.size(); index++) {
      QuantizedLayer layer = layers.get(index);
      Stage stage = variant.stages().get(index);
      assertThat(stage.change()).isEqualTo(trial.change(layer.layer().name()));
      Signals entering = signals.entering(layer.layer().shape());
      try (Products products = new Products(layer, entering, Optional.empty())) {
        double[][] pooled = Stage.pooled(products, stage.change()).toDoubleMatrix();
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
          assertThat(stage.norm().mean().getDouble(c)).isCloseTo(mean, within(1e-4));
          assertThat(stage.norm().variance().getDouble(c))
              .isCloseTo(variance, within(1e-4 * (1 + variance)));
        }
        signals = stage.outputs(products).activated();
      }
    }
  }

  @Test
  void layersInFrontOfAChangeAreThoseOfTheRefittedNetwork() {
    List<Variant> variants =
        variants(1, List.of(new Trial(Map.of("dense1", IDENTITY), 40), Trial.refitted(40)));

    assertThat(variants.get(0).stages().subList(0, 2))
        .isEqualTo(variants.get(1).stages().subList(0, 2));
    assertThat(variants.get(0).stages().get(2)).isNotEqualTo(variants.get(1).stages().get(2));
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    List<Trial> trials = List.of(new Trial(Map.of("conv2", IDENTITY), IMAGES));
    Variant one = variants(1, trials).get(0);
    Variant three = variants(3, trials).get(0);
    for (int index = 0; index < layers.size(); index++) {
      assertThat(three.stages().get(index).norm().mean().toFloatVector())
          .isEqualTo(one.stages().get(index).norm().mean().toFloatVector());
      assertThat(three.stages().get(index).norm().variance().toFloatVector())
          .isEqualTo(one.stages().get(index).norm().variance().toFloatVector());
    }
  }

  @Test
  void numbersThatAreKeptChangeNoBit() {
    Trial trial = new Trial(Map.of("conv1", IDENTITY, "conv2", IDENTITY), IMAGES);
    assertThat(fitted(trial, 0)).isEqualTo(fitted(trial, Long.MAX_VALUE));
  }

  private List<BatchNorm> fitted(Trial trial, long mostNumbersKept) {
    return new BatchNormRefitter(
            layers, training, IMAGES, new Seed(1), new LocalThreads(2), () -> {}, mostNumbersKept)
        .fit(trial);
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
        training.images(0, 1),
        variants,
        new Inference.Observer() {
          @Override
          public void enters(List<Variant> sharing, Products products) {
            entered.add(products.layer().layer().name() + " " + sharing.size());
          }

          @Override
          public void leaves(Variant variant, List<Inference.Passage> path, INDArray scores) {
            left.add(variant.trial());
            assertThat(scores)
                .isEqualTo(
                    Inference.through(variant.stages(), Signals.of(training.images(0, 1)))
                        .tensor());
          }
        });

    assertThat(entered).containsExactly("conv1 3", "conv2 3", "dense1 3", "dense2 2", "dense2 1");
    assertThat(left)
        .containsExactlyInAnyOrderElementsOf(variants.stream().map(Variant::trial).toList());
  }

  private List<Variant> variants(int threads, List<Trial> trials) {
    Refits refits =
        Refits.fit(
            layers,
            Variants.refitted(layers, trials),
            training,
            new LocalThreads(threads),
            new Seed(9),
            Optional.empty(),
            new NoProgress());
    return new Variants(layers, refits).of(trials);
  }
}
