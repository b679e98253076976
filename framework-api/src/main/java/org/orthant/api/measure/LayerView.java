package org.orthant.api.measure;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.Seed;
import org.orthant.api.model.Layer;
import org.orthant.api.model.VectorMap;

/** One layer's weights under all quantizers that serve it. */
public interface LayerView {
  Layer layer();

  /** The names of the quantizers that serve this layer, in the order of the configuration. */
  List<String> quantizers();

  /** Returns the layer's weights of that kind, [filters, d], float32. */
  INDArray weights(Weights weights);

  /**
   * Returns some filters of the layer's weights of that kind. Of a layer that lies in a file larger
   * than memory the quantized weights are never all there at once, unless {@link #weights(Weights)}
   * asks for them.
   *
   * @param from the first filter
   * @param to the filter after the last
   * @return [to − from, d], float32, the caller's, who closes it
   */
  default INDArray filters(Weights weights, int from, int to) {
    return weights(weights).get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).dup('c');
  }

  /** Returns the quantizer as fitted to this layer's weights. */
  VectorMap map(String quantizer);

  /**
   * The quantizer fitted to this layer's weights once more, with a seed of the caller's choice: two
   * seeds tell how much of a measure is owed to the chance of a rotation.
   */
  VectorMap fitAgain(String quantizer, Seed seed);

  /** Returns a seed of this probe and layer. */
  Seed seed();
}
