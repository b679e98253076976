package org.orthant.formats.deeplearning4j;

import java.util.List;
import java.util.Optional;
import org.orthant.formats.deeplearning4j.layers.Settings;

/**
 * A layer or another vertex of a network.
 *
 * @param inputs the names of what it takes
 * @param settings what the configuration says of the layer or the vertex itself
 * @param preprocessor what is done to what enters before
 * @param hasParameters whether the configuration says that it has any
 */
record Vertex(
    String name,
    List<String> inputs,
    Settings settings,
    Optional<Settings> preprocessor,
    boolean hasParameters) {
  Vertex {
    inputs = List.copyOf(inputs);
  }
}
