package org.orthant.framework.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.graph.Model;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.StoredLayer;
import org.orthant.api.spi.Quantizer;
import org.orthant.framework.config.Named;
import org.orthant.framework.failure.Failure;
import org.orthant.framework.plan.Plan;
import org.orthant.framework.plan.PlannedLayer;
import org.orthant.framework.run.inference.CalibrationInputs;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.TrainingInputs;
import org.orthant.framework.run.layer.InputQuantizers;
import org.orthant.framework.run.layer.Lazy;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.layer.StoredLayers;
import org.orthant.framework.run.measure.RunSettings;

/** Fits the run's quantizers to the layers of its network. */
record QuantizerFitter(RunSettings settings) {

  /**
   * The layers of the network, each with the quantizers that the plan has serve it, as far as they
   * can be fitted.
   *
   * @param training empty where no image passes the network
   * @param seed the run's
   */
  List<QuantizedLayer> fit(Plan plan, Model model, Optional<Split> training, Seed seed) {
    Seed own = own(seed);
    Map<String, Quantizer> quantizers = quantizers(plan);
    Supplier<Network> asTrained = new Lazy<>(() -> asTrained(model, own));
    List<QuantizedLayer> layers = new ArrayList<>();
    for (Layer layer : model.layers()) {
      Map<String, Quantizer> serving = new LinkedHashMap<>(quantizers);
      serving.keySet().retainAll(serving(plan, layer));
      TrainingInputs inputs =
          new TrainingInputs(
              training, asTrained, layer.shape(), own.fork("inputs").fork(layer.name()));
      CalibrationInputs calibration =
          new CalibrationInputs(
              training, asTrained, layer.shape(), plan.spec().calibration(), seed);
      InputQuantizers entering =
          InputQuantizers.fit(
              plan.inputs(layer.name()),
              new InputQuantizers.Calibration(
                  layer.shape(), quantizers, calibration::positions, inputs),
              own.fork("entering").fork(layer.name()),
              settings.verified());
      layers.add(
          new QuantizedLayer(
              layer, serving, inputs, entering, own, settings.arithmetic(), settings.verified()));
    }
    return layers;
  }

  private static Seed own(Seed seed) {
    return seed.fork("quantizers");
  }

  private static Map<String, Quantizer> quantizers(Plan plan) {
    Map<String, Quantizer> quantizers = new LinkedHashMap<>();
    for (Named<Quantizer> quantizer : plan.spec().quantizers()) {
      quantizers.put(quantizer.name(), quantizer.value());
    }
    return quantizers;
  }

  /**
   * The selected layers of a network that is not in memory, to whose weights quantizers are fitted
   * while they are open.
   *
   * @param seed the run's
   */
  StoredLayers stored(Plan plan, Model model, Seed seed) {
    Set<LayerShape> selected =
        plan.layers().stream().map(PlannedLayer::shape).collect(Collectors.toSet());
    List<StoredLayer> layers =
        model.stored().stream()
            .filter(layer -> selected.contains(layer.outline().shape()))
            .toList();
    Map<String, Map<String, Quantizer>> serving = new LinkedHashMap<>();
    for (PlannedLayer layer : plan.layers()) {
      Map<String, Quantizer> quantizers = quantizers(plan);
      quantizers.keySet().retainAll(layer.quantizers());
      serving.put(layer.shape().name(), quantizers);
    }
    return new StoredLayers(layers, serving, own(seed), settings.verified());
  }

  /** The network without any of the run's quantizers. */
  private Network asTrained(Model model, Seed seed) {
    List<QuantizedLayer> layers =
        model.layers().stream()
            .map(
                layer ->
                    new QuantizedLayer(
                        layer,
                        Map.of(),
                        unasked -> {
                          throw new IllegalStateException("no quantizer is fitted here");
                        },
                        seed,
                        settings.arithmetic(),
                        settings.verified()))
            .toList();
    return Network.of(
        model.graph().orElseThrow(), layers, settings.arithmetic(), settings.verified());
  }

  private static List<String> serving(Plan plan, Layer layer) {
    return plan.layers().stream()
        .filter(planned -> planned.shape().equals(layer.shape()))
        .findFirst()
        .map(PlannedLayer::quantizers)
        .orElse(List.of());
  }

  /** Returns the same layers; no quantizer serves one on which it failed. */
  static List<QuantizedLayer> without(List<QuantizedLayer> layers, List<Failure> quantizers) {
    return layers.stream()
        .map(
            layer ->
                layer.without(
                    quantizers.stream()
                        .filter(failure -> failure.isIn(layer.name()))
                        .map(Failure::name)
                        .collect(Collectors.toSet())))
        .toList();
  }
}
