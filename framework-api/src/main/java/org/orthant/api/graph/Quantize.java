package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Quantization;

/** A fitted quantizer, applied to the channels of each pixel as one vector. */
public record Quantize(String name, String input, Quantization quantization) implements Node {
  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    return inputs.get(0);
  }
}
