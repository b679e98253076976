package org.orthant.api.graph;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.ImageShape;

/**
 * A fixed factor and a fixed shift of each channel, x ↦ factor · x + shift: a bias, a learned
 * scale, a folded batch normalization. No refit changes it.
 *
 * @param factor [channels], or [1] for all channels, float32
 * @param shift [channels], or [1] for all channels, float32
 */
public record Scale(String name, String input, INDArray factor, INDArray shift) implements Node {
  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public ImageShape output(List<ImageShape> inputs) {
    Shapes.requirePerChannelOrOne("factor", factor, inputs.get(0));
    Shapes.requirePerChannelOrOne("shift", shift, inputs.get(0));
    return inputs.get(0);
  }
}
