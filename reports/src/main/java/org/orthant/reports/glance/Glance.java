package org.orthant.reports.glance;

import java.util.List;
import java.util.Optional;
import org.orthant.reports.result.Result;

/**
 * The first screen of a page; each part is empty where the run did not measure it.
 *
 * @param layers what the boxes show
 */
public record Glance(
    Optional<AccuracyStrip> accuracy,
    String layers,
    Optional<NetworkStrip> network,
    List<Sentence> sentences) {

  /** What a result shows at a glance. */
  public static Glance of(Result result) {
    LayerCosts costs = LayerCosts.of(result);
    return new Glance(
        AccuracyStrip.of(result),
        result.isOfVectors()
            ? "The vectors, distribution by distribution"
            : "The network, layer by layer",
        result.layers().isEmpty() ? Optional.empty() : Optional.of(NetworkStrip.of(result, costs)),
        new Answers(result, costs).all());
  }
}
