package org.orthant.api.graph;

import java.util.List;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;

/** Batch normalization of each channel: what a refit fits anew. */
public record BatchNormalization(String name, String input, BatchNorm norm) implements Node {
  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    ImageShape image = inputs.get(0);
    Shapes.requirePerChannel("gamma", norm.gamma(), image);
    Shapes.requirePerChannel("beta", norm.beta(), image);
    Shapes.requirePerChannel("mean", norm.mean(), image);
    Shapes.requirePerChannel("variance", norm.variance(), image);
    return image;
  }
}
