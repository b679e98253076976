package org.orthant.probes.column;

/** Moments of the columns of a matrix, in float64. */
final class ColumnMoments {
  private final float[] matrix;
  private final int columns;
  private final double[] means;
  private final double[] squares;
  private final float[] largest;

  /**
   * Those of a matrix.
   *
   * @param matrix row after row
   * @param columns how long a row is
   */
  ColumnMoments(float[] matrix, int columns) {
    this.matrix = matrix;
    this.columns = columns;
    this.means = new double[columns];
    this.squares = new double[columns];
    this.largest = new float[columns];
    for (int i = 0; i < matrix.length; i += columns) {
      for (int j = 0; j < columns; j++) {
        double weight = matrix[i + j];
        means[j] += weight;
        squares[j] += weight * weight;
        largest[j] = Math.max(largest[j], Math.abs(matrix[i + j]));
      }
    }
    int rows = rows();
    for (int j = 0; j < columns; j++) {
      means[j] /= rows;
      squares[j] /= rows;
    }
  }

  private int rows() {
    return matrix.length / columns;
  }

  /** √(Σw²/n) of each. */
  double[] rootMeanSquares() {
    double[] roots = new double[columns];
    for (int j = 0; j < columns; j++) {
      roots[j] = Math.sqrt(squares[j]);
    }
    return roots;
  }

  /** The largest |w| of each. */
  double[] largest() {
    double[] wider = new double[columns];
    for (int j = 0; j < columns; j++) {
      wider[j] = largest[j];
    }
    return wider;
  }

  /** Of each the fourth central moment over the squared second, less 3; 0 of a constant column. */
  double[] excessKurtosis() {
    double[] second = new double[columns];
    double[] fourth = new double[columns];
    for (int i = 0; i < matrix.length; i += columns) {
      for (int j = 0; j < columns; j++) {
        double square = (matrix[i + j] - means[j]) * (matrix[i + j] - means[j]);
        second[j] += square;
        fourth[j] += square * square;
      }
    }
    double[] excess = new double[columns];
    for (int j = 0; j < columns; j++) {
      excess[j] = second[j] == 0 ? 0 : rows() * fourth[j] / (second[j] * second[j]) - 3;
    }
    return excess;
  }
}
