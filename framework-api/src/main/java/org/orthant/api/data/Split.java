package org.orthant.api.data;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A part of a dataset with random access. Safe for use by several threads. */
public interface Split {
  int size();

  /**
   * The images at these indices.
   *
   * @return a new array [n, height, width, channels], float32 in [−1, 1]
   */
  INDArray images(int... indices);

  /**
   * The labels at these indices, 0 … classes − 1.
   *
   * @throws UnsupportedOperationException if the images have no labels
   */
  int[] labels(int... indices);
}
