package org.orthant.framework.run.inference;

import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.framework.run.layer.Signals;

/** What a variant makes of images, one unit after the other, without what others share with it. */
public final class Scores {

  private Scores() {}

  /**
   * The scores.
   *
   * @param images [images, height, width, channels]; the caller closes them
   * @return [images, classes]
   */
  public static INDArray of(Network network, Variant variant, INDArray images) {
    int last = network.scores().index();
    try (Evaluation evaluation =
        new Evaluation(
            network,
            Map.of(),
            () -> Signals.of(images.dup('c'), network.graph().input()),
            index -> variant.stage(network.units().get(index)),
            Set.of(last))) {
      INDArray scores = evaluation.value(last).tensor();
      return scores.dup('c').reshape('c', scores.size(0), scores.size(3));
    }
  }
}
