package org.orthant.framework.run.layer;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.api.model.VectorMap;
import org.orthant.framework.run.lending.ShownLayer;

/** A layer with the quantizers that serve it. */
public interface ServedLayer {
  Layer layer();

  /** The names of the quantizers, in the order of the configuration. */
  List<String> quantizers();

  /**
   * Some filters of the weights.
   *
   * @param from the first filter
   * @param to the filter after the last
   * @return [to − from, d], float32, the caller's
   */
  INDArray weights(Weights which, int from, int to);

  /** The quantizer as fitted to the layer's weights. */
  VectorMap map(String quantizer);

  /**
   * The quantizer fitted to the layer's weights once more.
   *
   * @throws org.orthant.framework.failure.PluginFailedException if it cannot be; the map throws it
   *     too
   */
  VectorMap fit(String quantizer, Seed seed);

  /** The layer as probes are shown it. */
  ShownLayer shown();

  /** The layer's. */
  default String name() {
    return layer().name();
  }
}
