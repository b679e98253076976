package org.orthant.probes.advice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.orthant.api.BadInputException;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Inventory;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Storage;
import org.orthant.probes.cost.Counted;
import org.orthant.probes.cost.Memory;
import org.orthant.probes.cost.MultiplyAdds;

/**
 * What choices cost. Costs of layers add up to bits per weight, or to the part of the cost in full
 * precision.
 */
final class Prices {
  private final CostKind kind;
  private final Rates rates;
  private final Map<String, Map<String, Double>> table;
  private final List<LayerChoices> layers;
  private final Map<String, Inventory.Item> items;
  private final double whole;

  /**
   * @param table costs by layer and choice, for {@link CostKind#TABLE}; none is missing
   */
  Prices(
      CostKind kind,
      Rates rates,
      Map<String, Map<String, Double>> table,
      List<LayerChoices> layers,
      Inventory inventory) {
    this.kind = kind;
    this.rates = rates;
    this.table = table;
    this.layers = layers;
    this.items =
        inventory.items().stream()
            .collect(Collectors.toMap(item -> item.shape().name(), Function.identity()));
    this.whole = layers.stream().mapToDouble(this::unit).sum();
  }

  /** Returns what the layer adds to the denominator of all costs. */
  private double unit(LayerChoices layer) {
    return switch (kind) {
      case BITS -> Memory.weights(layer.layer().shape());
      case OPERATIONS ->
          rates.of(
              MultiplyAdds.of(layer.layer().shape(), Storage.floats(), Storage.floats()).counts());
      case TABLE -> listed(layer, LayerChoices.CONTINUOUS);
    };
  }

  /** Returns what a choice in a layer adds to the cost; empty where nobody knows. */
  OptionalDouble of(int layer, Change change) {
    LayerChoices choices = layers.get(layer);
    Counted counted = Counted.of(items.get(choices.layer().name()), change);
    return switch (kind) {
      case BITS -> part(counted.memory().map(memory -> (double) memory.bits()));
      case OPERATIONS -> part(counted.multiplyAdds().map(adds -> rates.of(adds.counts())));
      case TABLE -> OptionalDouble.of(listed(choices, called(choices, change)) / whole);
    };
  }

  private OptionalDouble part(Optional<Double> cost) {
    return cost.isPresent() ? OptionalDouble.of(cost.get() / whole) : OptionalDouble.empty();
  }

  private static String called(LayerChoices choices, Change change) {
    return change
        .weights()
        .quantizer()
        .orElse(
            change.weights().equals(Weights.CONTINUOUS) || !choices.layer().hasOtherWeights()
                ? LayerChoices.CONTINUOUS
                : LayerChoices.TRAINED);
  }

  /**
   * Requires that a table has a price for all that can be chosen.
   *
   * @throws BadInputException if one is missing
   */
  static void requireListed(Map<String, Map<String, Double>> table, List<LayerChoices> layers) {
    for (LayerChoices layer : layers) {
      listed(table, layer, LayerChoices.CONTINUOUS);
      layer.all().forEach(change -> listed(table, layer, called(layer, change)));
    }
  }

  private double listed(LayerChoices layer, String choice) {
    return listed(table, layer, choice);
  }

  private static double listed(
      Map<String, Map<String, Double>> table, LayerChoices layer, String choice) {
    String name = layer.layer().name();
    Double price = table.getOrDefault(name, Map.of()).get(choice);
    if (price == null) {
      throw new BadInputException(
          String.format(Locale.ROOT, "table: what %s costs in %s is missing", choice, name));
    }
    return price;
  }

  /** Bits per weight of a choice in its layer; NaN where nobody knows. */
  double bits(int layer, Change change) {
    Inventory.Item item = items.get(layers.get(layer).layer().name());
    return Counted.of(item, change)
        .memory()
        .map(memory -> memory.perWeight(item.shape()))
        .orElse(Double.NaN);
  }

  /** Bits per weight of all selected layers together; NaN where nobody knows. */
  double bits(Assignment assignment) {
    double bits = 0;
    double weights = 0;
    for (int i = 0; i < layers.size(); i++) {
      long count = Memory.weights(layers.get(i).layer().shape());
      bits += count * bits(i, assignment.changes().get(i));
      weights += count;
    }
    return bits / weights;
  }

  /** Returns what a network costs; empty where nobody knows. */
  OptionalDouble of(Assignment assignment) {
    double sum = 0;
    for (int i = 0; i < layers.size(); i++) {
      OptionalDouble cost = of(i, assignment.changes().get(i));
      if (cost.isEmpty()) {
        return cost;
      }
      sum += cost.getAsDouble();
    }
    return OptionalDouble.of(sum);
  }
}
