package org.orthant.framework.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.model.LayerOutline;
import org.orthant.framework.config.Named;

/**
 * What a run takes, in multiply-adds.
 *
 * @param trainingImages images that training looks at, every epoch counted
 * @param trainingProducts for training: forward, and backward to weights and inputs
 * @param fitProducts for fitting the quantizers to the selected layers
 * @param weightProducts as many as take as long as quantizing the weights, once and for each probe
 *     that looks at them
 * @param refitProducts for passing the training images where a trial refits batch normalization
 * @param inferenceProducts for passing the test images through every trial
 * @param probeProducts for each selected layer's products with continuous and quantized weights
 */
public record Cost(
    long trainingImages,
    double trainingProducts,
    double fitProducts,
    double weightProducts,
    double refitProducts,
    double inferenceProducts,
    double probeProducts) {
  private static final double PASSES_OF_TRAINING = 3;

  /** That of nothing. */
  public static final Cost NONE = new Cost(0, 0, 0, 0, 0, 0, 0);

  /** The cost of both. */
  public Cost plus(Cost other) {
    return new Cost(
        trainingImages + other.trainingImages,
        trainingProducts + other.trainingProducts,
        fitProducts + other.fitProducts,
        weightProducts + other.weightProducts,
        refitProducts + other.refitProducts,
        inferenceProducts + other.inferenceProducts,
        probeProducts + other.probeProducts);
  }

  /** Returns the same where the trained network is there already. */
  public Cost withoutTraining() {
    return new Cost(
        0, 0, fitProducts, weightProducts, refitProducts, inferenceProducts, probeProducts);
  }

  /** The cost of a plan. */
  public static Cost of(Plan plan) {
    return of(plan, plan.images());
  }

  /** The cost of a plan of which no more than so many test images are shown. */
  public static Cost of(Plan plan, int images) {
    double[] behind = behind(plan.network());
    Map<String, Integer> places = new HashMap<>();
    for (LayerOutline layer : plan.network()) {
      places.putIfAbsent(layer.name(), places.size());
    }
    long trainingImages =
        plan.spec()
            .network()
            .value()
            .trainingImages(plan.spec().dataset().map(Named::value).map(source -> source.shape()));
    long onWeights = plan.probes().stream().filter(probe -> probe.needs().weights()).count();
    double probes =
        plan.layers().stream()
            .mapToDouble(
                layer -> (double) layer.shape().products() * (1 + layer.quantizers().size()))
            .sum();
    return new Cost(
        trainingImages,
        PASSES_OF_TRAINING * behind[0] * trainingImages,
        plan.layers().stream().mapToDouble(PlannedLayer::fitCost).sum(),
        (1 + onWeights) * plan.layers().stream().mapToDouble(PlannedLayer::applyCost).sum(),
        plan.trials().stream()
            .mapToDouble(trial -> 2.0 * trial.refit() * behind[first(trial, places)])
            .sum(),
        plan.imagesByTrial().entrySet().stream()
            .mapToDouble(
                trial ->
                    (double) Math.min(images, trial.getValue())
                        * behind[first(trial.getKey(), places)])
            .sum(),
        probes * Math.min(images, plan.observedImages()));
  }

  /** The first layer that a trial changes; those in front were computed for another trial. */
  private static int first(Trial trial, Map<String, Integer> places) {
    return trial.changes().isEmpty()
        ? 0
        : trial.changes().entrySet().stream()
            .filter(change -> !change.getValue().equals(Change.NONE))
            .flatMap(change -> Stream.ofNullable(places.get(change.getKey())))
            .mapToInt(Integer::intValue)
            .min()
            .orElse(Math.max(0, places.size() - 1));
  }

  /** The products of each layer and all behind it; then 0. */
  private static double[] behind(List<LayerOutline> layers) {
    double[] behind = new double[layers.size() + 1];
    for (int i = layers.size() - 1; i >= 0; i--) {
      behind[i] = behind[i + 1] + layers.get(i).shape().products();
    }
    return behind;
  }
}
