package org.orthant.api.inspection;

import java.util.List;
import java.util.Optional;
import org.orthant.api.model.ImageShape;

/**
 * The content of a network's file.
 *
 * @param format such as "ONNX, IR version 8, opset 13, written by pytorch"
 * @param input the image that enters; empty where the file does not say
 * @param nodes how many operators or layers the file has
 * @param layers the products, in the file's order
 * @param classes how many scores there are; empty where that is not known
 * @param dropped what has no part in the scores, such as a dropout, each with its name
 * @param unsupported what keeps the network from being run; empty if nothing does
 */
public record Inspection(
    String format,
    Optional<ImageShape> input,
    int nodes,
    List<InspectedLayer> layers,
    Optional<Integer> classes,
    List<String> dropped,
    List<UnsupportedOperator> unsupported) {
  public Inspection {
    layers = List.copyOf(layers);
    dropped = List.copyOf(dropped);
    unsupported = List.copyOf(unsupported);
  }
}
