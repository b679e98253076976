package org.orthant.framework.run.layer;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Gives vectors that a layer's filters meet. */
@FunctionalInterface
public interface InputSample {

  /**
   * Some of them, chosen at random.
   *
   * @return a new array [n, d], 1 ≤ n ≤ {@code atMost}
   * @throws org.orthant.api.BadInputException if no image passes the network
   */
  INDArray rows(int atMost);
}
