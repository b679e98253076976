package org.orthant.dl4j.block;

/** Rows that are kept from step to step, as many as were ever asked for. */
final class Rows {
  private float[][] rows = {};

  /** At least so many rows of such a length. */
  float[][] of(int count, int columns) {
    if (rows.length < count || rows[0].length != columns) {
      rows = new float[count][columns];
    }
    return rows;
  }
}
