package org.orthant.framework.run.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.array.Floats;

/** Products of rows, and parts of them. */
public final class Rows {
  private Rows() {}

  /**
   * The products of all vectors with all filters.
   *
   * @param rows [n, d]
   * @param weights [filters, d]
   * @return [n, filters], c-order
   */
  static INDArray dots(INDArray rows, INDArray weights) {
    INDArray dots =
        Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows.size(0), weights.size(0)}, 'c');
    // BLAS writes columns first, so it is asked for the transposed product; mmul would do so too,
    // but into an array of its own that it leaves to the garbage collector.
    Nd4j.gemm(weights, rows, dots.transpose(), false, true, 1, 0);
    return dots;
  }

  /**
   * The sum over rows of products of the one's columns with the other's.
   *
   * @param left [n, p]
   * @param right [n, q]
   * @return leftᵀ·right, [p, q], c-order
   */
  public static INDArray transposedProduct(INDArray left, INDArray right) {
    INDArray product =
        Nd4j.createUninitialized(DataType.FLOAT, new long[] {left.size(1), right.size(1)}, 'c');
    Nd4j.gemm(right, left, product.transpose(), true, false, 1, 0);
    return product;
  }

  /**
   * Each row's sum of vectors.
   *
   * @param rows [n, p]
   * @param vectors [p, q]
   * @return rows·vectors, [n, q], c-order
   */
  static INDArray combinations(INDArray rows, INDArray vectors) {
    INDArray product =
        Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows.size(0), vectors.size(1)}, 'c');
    Nd4j.gemm(vectors, rows, product.transpose(), true, true, 1, 0);
    return product;
  }

  /**
   * Some rows, as an array of their own.
   *
   * @param rows [n, d], float32, dense, c-order, offset 0
   * @param from the first row
   * @param to the row after the last
   */
  static INDArray between(INDArray rows, int from, int to) {
    int dimension = Math.toIntExact(rows.size(1));
    return Floats.array(
        Floats.of(rows, from * dimension, (to - from) * dimension), to - from, dimension);
  }

  /** The first images of a tensor, as an array of its own. */
  static INDArray first(int images, INDArray tensor) {
    return images == tensor.size(0)
        ? tensor
        : tensor.get(NDArrayIndex.interval(0, images)).dup('c');
  }
}
