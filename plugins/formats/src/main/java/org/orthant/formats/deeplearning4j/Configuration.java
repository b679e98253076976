package org.orthant.formats.deeplearning4j;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.orthant.formats.deeplearning4j.layers.Layers;

/**
 * What a network is made of.
 *
 * @param type the class of the network
 * @param input what the vertices call the image that enters
 * @param vertices each behind those that it takes, in the order of their parameters
 * @param outputs the names of what leaves
 */
record Configuration(String type, String input, List<Vertex> vertices, List<String> outputs) {
  Configuration {
    vertices = List.copyOf(vertices);
    outputs = List.copyOf(outputs);
  }

  /** Whether tensors are [images, rows, columns, channels]: then its layers say so. */
  boolean isChannelsLast() {
    return vertices.stream()
        .map(Vertex::settings)
        .anyMatch(
            settings ->
                List.of("cnn2dDataFormat", "cnn2DFormat", "dataFormat").stream()
                    .anyMatch(key -> settings.text(key).orElse("").equals("NHWC")));
  }

  List<Vertex> consumers(String name) {
    return vertices.stream().filter(vertex -> vertex.inputs().contains(name)).toList();
  }

  /** Those behind which something comes that may change the order of the scores. */
  Set<String> inner() {
    Set<String> inner = new HashSet<>();
    for (int i = vertices.size() - 1; i >= 0; i--) {
      Vertex vertex = vertices.get(i);
      if (inner.contains(vertex.name()) || !Layers.keepsOrder(vertex.settings())) {
        inner.addAll(vertex.inputs());
      }
    }
    return inner;
  }
}
