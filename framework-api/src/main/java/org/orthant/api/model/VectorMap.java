package org.orthant.api.model;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A fitted map from vectors to vectors, such as a quantizer with its rotation chosen. Applying it
 * is pure: the argument stays as it is, and equal rows give equal results.
 */
@FunctionalInterface
public interface VectorMap {

  /**
   * Maps each row.
   *
   * @param rows [n, d], float32 (or float64 where a caller checks gradients), dense, c-order
   * @return an array of the same shape and type that is open and nobody else's, or the argument
   *     itself where it stays as it is; whoever hands in rows that others see hands in a copy
   */
  INDArray apply(INDArray rows);

  /** A function of each number by itself. */
  @FunctionalInterface
  interface Elementwise {
    /**
     * Maps numbers.
     *
     * @param to gets the images, to the bit as {@link VectorMap#apply} gives them; as long as
     *     {@code from}, and perhaps the same array
     */
    void map(float[] from, float[] to);
  }

  /**
   * The map as a function of each component by itself, whatever its row and its place; empty where
   * it is none, or nobody wrote it so.
   */
  default Optional<Elementwise> elementwise() {
    return Optional.empty();
  }

  /**
   * The images again, but in whole numbers, for exact products; empty where the map knows them in
   * no such form. Images of {@link #apply} that are ±α and 0 need no such form: it is seen of them.
   *
   * @param rows [n, d], float32, dense, c-order
   * @return what {@link #apply} returns, but for its rounding
   */
  default Optional<WholeRows> applyInWholeNumbers(INDArray rows) {
    return Optional.empty();
  }
}
