package org.orthant.api.spi;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.LayerShape;

/** The vectors that a quantizer or rotation may look at when it fixes its free choices. */
public interface Sample {

  /** The layer in question. */
  LayerShape shape();

  Role role();

  /**
   * The vectors to serve: for weights all filters of the layer, [filters, d]; for activations and
   * inputs some of the training split's, one row per position.
   */
  INDArray rows();

  /**
   * Some of the vectors that the layer's filters meet on images of the training split, chosen at
   * random and the same at every call.
   *
   * @param atMost how many at the most
   * @return a new array [n, d], 1 ≤ n ≤ {@code atMost}
   * @throws org.orthant.api.BadInputException if no image passes the network
   */
  INDArray inputs(int atMost);
}
