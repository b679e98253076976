package org.orthant.dl4j.block;

import java.util.ArrayList;
import java.util.List;

/** The largest arrays of a step, which a layer keeps for the next one. */
final class Scratch {
  private final Rows products = new Rows();
  private final Rows pooled = new Rows();
  private final Rows gradients = new Rows();
  private final Rows spread = new Rows();
  private final List<Rows> sums = new ArrayList<>();

  /** Products, [rows][columns]. */
  float[][] products(int rows, int columns) {
    return products.of(rows, columns);
  }

  /** Maxima of products, [rows][columns]. */
  float[][] pooled(int rows, int columns) {
    return pooled.of(rows, columns);
  }

  /** Gradients of what is normalized, [rows][columns]. */
  float[][] gradients(int rows, int columns) {
    return gradients.of(rows, columns);
  }

  /** Gradients of products whose maxima are normalized, [rows][columns]. */
  float[][] spread(int rows, int columns) {
    return spread.of(rows, columns);
  }

  /** The sums of one of several threads, [rows][columns]. */
  float[][] sums(int unit, int rows, int columns) {
    while (sums.size() <= unit) {
      sums.add(new Rows());
    }
    return sums.get(unit).of(rows, columns);
  }

  /** Rows of one length, as many as were ever asked for. */
  private static final class Rows {
    private float[][] rows = {};

    float[][] of(int count, int columns) {
      if (rows.length < count || rows[0].length != columns) {
        rows = new float[count][columns];
      }
      return rows;
    }
  }
}
