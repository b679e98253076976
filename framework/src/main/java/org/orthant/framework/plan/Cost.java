package org.orthant.framework.plan;

import java.util.Collection;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.config.Named;

/**
 * What a run takes, in multiply-adds.
 *
 * @param trainingImages images that training looks at, every epoch counted
 * @param trainingProducts for training: forward, and backward to weights and inputs
 * @param fitProducts for fitting the quantizers to the selected layers
 * @param inferenceProducts for passing the test images through every trial, and the training images
 *     where a trial refits batch normalization
 * @param probeProducts for each selected layer's products with continuous and quantized weights
 */
public record Cost(
    long trainingImages,
    double trainingProducts,
    double fitProducts,
    double inferenceProducts,
    double probeProducts) {
  private static final double PASSES_OF_TRAINING = 3;

  /** That of nothing. */
  public static final Cost NONE = new Cost(0, 0, 0, 0, 0);

  /** The cost of both. */
  public Cost plus(Cost other) {
    return new Cost(
        trainingImages + other.trainingImages,
        trainingProducts + other.trainingProducts,
        fitProducts + other.fitProducts,
        inferenceProducts + other.inferenceProducts,
        probeProducts + other.probeProducts);
  }

  /** The same where the trained network is there already. */
  public Cost withoutTraining() {
    return new Cost(0, 0, fitProducts, inferenceProducts, probeProducts);
  }

  /** The cost of a plan. */
  public static Cost of(Plan plan) {
    double perImage = products(plan.network());
    long trainingImages =
        plan.spec()
            .network()
            .value()
            .trainingImages(plan.spec().dataset().map(Named::value).map(source -> source.shape()));
    double probes =
        plan.layers().stream()
            .mapToDouble(
                layer -> (double) layer.shape().products() * (1 + layer.quantizers().size()))
            .sum();
    return new Cost(
        trainingImages,
        PASSES_OF_TRAINING * perImage * trainingImages,
        plan.layers().stream().mapToDouble(PlannedLayer::fitCost).sum(),
        plan.trials().stream()
            .mapToDouble(
                trial ->
                    (double) plan.images(trial) * changed(plan, trial)
                        + 2.0 * trial.refit() * changed(plan, trial))
            .sum(),
        probes * plan.observedImages());
  }

  /** Layers in front of the first that a trial changes have been computed for another trial. */
  private static double changed(Plan plan, Trial trial) {
    int first = 0;
    while (first < plan.network().size() - 1
        && !trial.changes().isEmpty()
        && trial.change(plan.network().get(first).name()).equals(Change.NONE)) {
      first++;
    }
    return products(plan.network().subList(first, plan.network().size()));
  }

  private static double products(Collection<LayerShape> layers) {
    return layers.stream().mapToDouble(LayerShape::products).sum();
  }
}
