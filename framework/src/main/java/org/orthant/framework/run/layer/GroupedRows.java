package org.orthant.framework.run.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.LayerShape;

/**
 * Products of a layer's weights with rows, group by group: vectors of the groups follow each other
 * in [n × groups, d], filters of the groups in [filters, d] and in the columns of [n, filters].
 */
final class GroupedRows {
  private GroupedRows() {}

  /** The products of the filters with the vectors of their group, [n, filters]. */
  static INDArray dots(LayerShape shape, INDArray rows, INDArray weights) {
    if (shape.groups() == 1) {
      return Rows.dots(rows, weights);
    }
    long count = rows.size(0) / shape.groups();
    float[] products = new float[Math.toIntExact(count * shape.filters())];
    for (int group = 0; group < shape.groups(); group++) {
      try (INDArray vectors = vectors(shape, rows, group);
          INDArray filters = filters(shape, weights, group);
          INDArray found = Rows.dots(vectors, filters)) {
        putColumns(shape, Floats.of(found), group, products);
      }
    }
    return Floats.array(products, count, shape.filters());
  }

  /**
   * Each vector's sum of filters.
   *
   * @param ofDots [n, filters]
   * @return [n × groups, d]
   */
  static INDArray combinations(LayerShape shape, INDArray ofDots, INDArray weights) {
    if (shape.groups() == 1) {
      return Rows.combinations(ofDots, weights);
    }
    int dimension = shape.dimension();
    long count = ofDots.size(0);
    float[] sums = new float[Math.toIntExact(count * shape.groups() * dimension)];
    for (int group = 0; group < shape.groups(); group++) {
      try (INDArray factors = columns(shape, ofDots, group);
          INDArray filters = filters(shape, weights, group);
          INDArray found = Rows.combinations(factors, filters)) {
        float[] values = Floats.of(found);
        for (int row = 0; row < count; row++) {
          System.arraycopy(
              values, row * dimension, sums, (row * shape.groups() + group) * dimension, dimension);
        }
      }
    }
    return Floats.array(sums, count * shape.groups(), dimension);
  }

  /**
   * The sum over vectors of products of factors with their components.
   *
   * @param ofDots [n, filters]
   * @param rows [n × groups, d]
   * @return [filters, d]
   */
  static INDArray transposedProduct(LayerShape shape, INDArray ofDots, INDArray rows) {
    if (shape.groups() == 1) {
      return Rows.transposedProduct(ofDots, rows);
    }
    int dimension = shape.dimension();
    int perGroup = shape.filtersPerGroup() * dimension;
    float[] sums = new float[shape.filters() * dimension];
    for (int group = 0; group < shape.groups(); group++) {
      try (INDArray factors = columns(shape, ofDots, group);
          INDArray vectors = vectors(shape, rows, group);
          INDArray found = Rows.transposedProduct(factors, vectors)) {
        System.arraycopy(Floats.of(found), 0, sums, group * perGroup, perGroup);
      }
    }
    return Floats.array(sums, shape.filters(), dimension);
  }

  private static INDArray vectors(LayerShape shape, INDArray rows, int group) {
    return Dense.of(rows)
        .reshape('c', rows.size(0) / shape.groups(), shape.groups(), shape.dimension())
        .get(NDArrayIndex.all(), NDArrayIndex.point(group), NDArrayIndex.all())
        .dup('c');
  }

  private static INDArray filters(LayerShape shape, INDArray weights, int group) {
    int count = shape.filtersPerGroup();
    return weights
        .get(NDArrayIndex.interval(group * count, (group + 1) * count), NDArrayIndex.all())
        .dup('c');
  }

  private static INDArray columns(LayerShape shape, INDArray ofDots, int group) {
    int count = shape.filtersPerGroup();
    return Dense.of(ofDots)
        .get(NDArrayIndex.all(), NDArrayIndex.interval(group * count, (group + 1) * count))
        .dup('c');
  }

  private static void putColumns(LayerShape shape, float[] found, int group, float[] products) {
    int count = shape.filtersPerGroup();
    for (int row = 0; row * count < found.length; row++) {
      System.arraycopy(found, row * count, products, row * shape.filters() + group * count, count);
    }
  }
}
