package org.orthant.framework.plan;

import java.util.Collection;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.config.Named;

/**
 * What a run takes, in multiply-adds.
 *
 * @param trainingImages images that training looks at, every epoch counted
 * @param trainingProducts for training: forward, and backward to weights and inputs
 * @param fitProducts for fitting the quantizers to the selected layers
 * @param inferenceProducts for passing the test images through every trial
 * @param probeProducts for each selected layer's products with continuous and quantized weights
 */
public record Cost(
    long trainingImages,
    double trainingProducts,
    double fitProducts,
    double inferenceProducts,
    double probeProducts) {
  private static final double PASSES_OF_TRAINING = 3;

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
        perImage * plan.images() * plan.trials().size(),
        probes * plan.observedImages());
  }

  private static double products(Collection<LayerShape> layers) {
    return layers.stream().mapToDouble(LayerShape::products).sum();
  }
}
