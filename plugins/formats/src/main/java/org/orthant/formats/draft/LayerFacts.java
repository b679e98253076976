package org.orthant.formats.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.inspection.InspectedLayer;

/** What an inspection says of the layers of a draft. */
final class LayerFacts {
  private final Map<String, DraftNode> nodes = new LinkedHashMap<>();

  private LayerFacts(List<DraftNode> nodes) {
    nodes.forEach(node -> this.nodes.put(node.name(), node));
  }

  static List<InspectedLayer> of(List<DraftNode> nodes) {
    LayerFacts facts = new LayerFacts(nodes);
    List<InspectedLayer> layers = new ArrayList<>();
    for (DraftNode node : nodes) {
      if (node.body() instanceof Body.Filters filters) {
        layers.add(facts.layer(node, filters));
      }
    }
    return layers;
  }

  /** Returns what values a layer computes with, in words. */
  static String values(LayerWeights weights) {
    return weights.computed().isStored()
        ? Levels.inWords(weights.computed().floats(), weights.computed().size(0))
        : "not in the file";
  }

  private InspectedLayer layer(DraftNode node, Body.Filters filters) {
    return new InspectedLayer(
        node.name(),
        filters.shape().window(),
        filters.shape().filters(),
        filters.shape().dimension(),
        Optional.of(filters.shape()),
        values(filters.weights()),
        filters.weights().source().map(LayerWeights.Source::quantizer),
        inputQuantizer(node.inputs().get(0)),
        norm(node.name()));
  }

  /** Walks back through nodes that keep values, and through scales, to the nearest quantizer. */
  private Optional<String> inputQuantizer(String input) {
    DraftNode node = nodes.get(input);
    while (node != null) {
      if (node.body() instanceof Body.Signs) {
        return Optional.of("sign");
      } else if (node.body() instanceof Body.Levels levels) {
        return Optional.of(levels.quantization().quantizer());
      }
      boolean goesOn =
          node.body() instanceof Body.Affine
              || (node.body() instanceof Body.Other other && other.keepsValues());
      node = goesOn ? nodes.get(node.inputs().get(0)) : null;
    }
    return Optional.empty();
  }

  private String norm(String layer) {
    String name = layer;
    while (true) {
      String taken = name;
      List<DraftNode> consumers =
          nodes.values().stream().filter(each -> each.inputs().contains(taken)).toList();
      if (consumers.size() != 1) {
        return "none";
      }
      DraftNode next = consumers.get(0);
      if (next.body() instanceof Body.Other other && other.isNorm()) {
        return "batch norm";
      } else if (next.body() instanceof Body.Affine) {
        return normBehind(next.name()) ? "batch norm" : "bias or scale";
      } else if (!(next.body() instanceof Body.Other other && other.keepsValues())) {
        return "none";
      }
      name = next.name();
    }
  }

  private boolean normBehind(String name) {
    List<DraftNode> consumers =
        nodes.values().stream().filter(each -> each.inputs().contains(name)).toList();
    return consumers.size() == 1
        && consumers.get(0).body() instanceof Body.Other other
        && other.isNorm();
  }
}
