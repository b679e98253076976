package org.orthant.framework.run;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Quantization;
import org.orthant.api.model.VectorMap;
import org.orthant.api.spi.Quantizer;
import org.orthant.api.spi.Role;
import org.orthant.api.spi.Sample;

/** A layer with its weights under the network's own quantizer and under each of the run's. */
final class QuantizedLayer {
  private final Layer layer;
  private final Arithmetic arithmetic;
  private final Filters trained;
  private final Filters continuous;
  private final WeightSample sample;
  private final Map<String, Quantizer> quantizers;
  private final Map<String, VectorMap> maps = new LinkedHashMap<>();
  private final Map<String, Filters> quantized = new LinkedHashMap<>();
  private final Set<String> asTrained = new HashSet<>();

  /**
   * Fits every quantizer to the layer's weights and applies it.
   *
   * @param quantizers those that serve the layer, by name
   * @param inputs what enters the layer
   * @param arithmetic in what it is computed
   */
  QuantizedLayer(
      Layer layer,
      Map<String, Quantizer> quantizers,
      TrainingInputs inputs,
      Seed seed,
      Arithmetic arithmetic) {
    this.layer = layer;
    this.arithmetic = arithmetic;
    this.sample = new WeightSample(layer.shape(), layer.weights(), inputs);
    this.quantizers = Map.copyOf(quantizers);
    Finite.require(layer.weights(), "weights of " + layer.name());
    this.continuous = filters(layer.weights());
    this.trained =
        layer
            .weightQuantization()
            .map(Quantization::map)
            .map(map -> new CheckedMap("the trained quantizer of " + layer.name(), map))
            .map(map -> filters(map.apply(layer.weights())))
            .orElse(continuous);
    quantizers
        .keySet()
        .forEach(
            name -> {
              VectorMap map = fit(name, seed.fork(name).fork(layer.name()));
              maps.put(name, map);
              INDArray weights = map.apply(layer.weights());
              quantized.put(name, filters(weights));
              if (weights.equals(trained.weights())) {
                asTrained.add(name);
              }
            });
  }

  private Filters filters(INDArray weights) {
    return new Filters(layer.shape(), weights, arithmetic);
  }

  Layer layer() {
    return layer;
  }

  Arithmetic arithmetic() {
    return arithmetic;
  }

  List<String> quantizers() {
    return List.copyOf(maps.keySet());
  }

  VectorMap map(String quantizer) {
    return maps.get(quantizer);
  }

  /** The quantizer fitted to this layer's weights. */
  VectorMap fit(String quantizer, Seed seed) {
    return new CheckedMap(
        "quantizer %s on %s".formatted(quantizer, layer.name()),
        quantizers.get(quantizer).fit(sample, seed));
  }

  /** Those weights, [filters, d]. */
  INDArray weights(Weights which) {
    return filters(which).weights();
  }

  /** Those weights, with what multiplies them. */
  Filters filters(Weights which) {
    return switch (which.kind()) {
      case TRAINED -> trained;
      case CONTINUOUS -> continuous;
      case QUANTIZED -> quantized.get(which.quantizer().orElseThrow());
    };
  }

  /**
   * The quantizer whose weights the network computes with; where none of the run's is, the first
   * that serves the layer.
   */
  Optional<String> inUse() {
    return maps.keySet().stream()
        .filter(asTrained::contains)
        .findFirst()
        .or(() -> maps.keySet().stream().findFirst());
  }

  /** The same weights by the name under which their products are shared. */
  Weights canonical(Weights which) {
    return which.quantizer().filter(asTrained::contains).isPresent() ? Weights.TRAINED : which;
  }

  private record WeightSample(LayerShape shape, INDArray rows, TrainingInputs training)
      implements Sample {
    @Override
    public Role role() {
      return Role.WEIGHTS;
    }

    @Override
    public INDArray inputs(int atMost) {
      return training.rows(atMost);
    }
  }
}
