package org.orthant.formats.folder;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.orthant.api.graph.Loss;
import org.orthant.api.model.ImageShape;

/**
 * What the description of a network says, its nodes in drafts.
 *
 * @param input the image that enters; empty where what is written is none
 * @param inputLine where it stands
 * @param scores the node whose output are the scores; empty where none is named
 * @param scoresLine where that stands
 * @param provenance where the network came from
 */
record Description(
    Optional<ImageShape> input,
    int inputLine,
    Optional<String> scores,
    int scoresLine,
    Loss loss,
    Map<String, String> provenance,
    List<Draft> nodes) {
  static final String FILE = "network.yaml";

  Description {
    provenance = Map.copyOf(provenance);
    nodes = List.copyOf(nodes);
  }
}
