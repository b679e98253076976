package org.orthant.formats.folder;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What stands for the arrays of files while nodes are made of a description. What is wrong with one
 * becomes a problem, and another array stands for it, so that everything else is looked at too.
 */
interface NodeArrays {

  /**
   * The file's array.
   *
   * @param shape what it must have
   * @return of that shape, float32
   */
  INDArray of(ArrayFile file, long... shape);

  /** An array of one number. */
  INDArray constant(float value);
}
