package org.orthant.reports.glance;

import java.util.List;
import java.util.Optional;
import org.orthant.reports.result.Result;

/**
 * The first screen of a page; each part is empty where the run did not measure it.
 *
 * @param layers what the boxes show
 * @param network the layers as boxes
 * @param map the layers as cells, in the place of boxes where they are many and numbered
 */
public record Glance(
    Optional<AccuracyStrip> accuracy,
    String layers,
    Optional<NetworkStrip> network,
    Optional<NetworkMap> map,
    List<Sentence> sentences) {

  /** Returns what a result shows at a glance. */
  public static Glance of(Result result) {
    LayerCosts costs = LayerCosts.of(result);
    Optional<NetworkMap> map =
        Optional.of(result)
            .filter(Result::hasManyLayers)
            .flatMap(LayerGrid::of)
            .map(grid -> NetworkMap.of(costs, grid));
    return new Glance(
        AccuracyStrip.of(result),
        result.isOfVectors()
            ? "The vectors, distribution by distribution"
            : map.isPresent() ? "The network, block by block" : "The network, layer by layer",
        result.layers().isEmpty() || map.isPresent()
            ? Optional.empty()
            : Optional.of(NetworkStrip.of(result, costs)),
        map,
        new Answers(result, costs).all());
  }
}
