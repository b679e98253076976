package org.orthant.framework.run.inference;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.data.Split;
import org.orthant.api.model.LayerShape;
import org.orthant.framework.run.layer.Signals;

/**
 * What enters a layer when images pass the network as trained.
 *
 * @param asTrained the network, of which none but the trained weights are used
 * @param shape the layer
 */
record LayerInputs(Supplier<Network> asTrained, LayerShape shape) {

  /**
   * Passes images.
   *
   * @param use takes what enters the layer, [images, height, width, channels] or [images, d]; valid
   *     during the call
   */
  <T> T of(Split split, int[] indices, Function<INDArray, T> use) {
    Network network = asTrained.get();
    LayerUnit unit =
        network.layers().stream()
            .filter(each -> each.layer().shape().equals(shape))
            .findFirst()
            .orElseThrow();
    try (Evaluation passed =
            new Evaluation(
                network,
                Map.of(),
                () -> Signals.of(split.images(indices), network.graph().input()),
                index ->
                    Stage.of(
                        network.units().get(index), Alteration.none(network.units().get(index))),
                Set.of(unit.input()));
        Signals inputs = passed.value(unit.input()).entering(shape)) {
      return use.apply(inputs.tensor());
    }
  }
}
