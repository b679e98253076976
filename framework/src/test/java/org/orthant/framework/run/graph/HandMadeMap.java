package org.orthant.framework.run.graph;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.VectorMap;

/**
 * Quantizers for tests, in float64 and rounded once, so that the interpreter can apply them too.
 */
enum HandMadeMap implements VectorMap {
  /** ±α with α the mean magnitude of the vector; 0 becomes −α. */
  SCALED_SIGNS {
    @Override
    double[] map(double... row) {
      double[] mapped = new double[row.length];
      double magnitude = meanMagnitude(row);
      for (int i = 0; i < row.length; i++) {
        mapped[i] = row[i] > 0 ? magnitude : -magnitude;
      }
      return mapped;
    }

    @Override
    double[] jumps(double... row) {
      return new double[] {0};
    }

    @Override
    boolean growsWithRow() {
      return true;
    }
  },

  /** ±α and 0, which becomes of what is smaller than half of the mean magnitude α. */
  TERNARY {
    @Override
    double[] map(double... row) {
      double[] mapped = new double[row.length];
      double magnitude = meanMagnitude(row);
      for (int i = 0; i < row.length; i++) {
        mapped[i] = Math.abs(row[i]) > magnitude / 2 ? Math.signum(row[i]) * magnitude : 0;
      }
      return mapped;
    }

    @Override
    double[] jumps(double... row) {
      return new double[] {meanMagnitude(row) / 2, -meanMagnitude(row) / 2};
    }

    @Override
    boolean growsWithRow() {
      return true;
    }
  },

  /** The nearest multiple of ½ from −1 to 1. */
  LEVELS {
    @Override
    double[] map(double... row) {
      double[] mapped = new double[row.length];
      for (int i = 0; i < row.length; i++) {
        mapped[i] = Math.floor(2 * Math.max(-1, Math.min(1, row[i])) + 0.5) / 2;
      }
      return mapped;
    }

    @Override
    double[] jumps(double... row) {
      return new double[] {-0.75, -0.25, 0.25, 0.75};
    }

    @Override
    boolean growsWithRow() {
      return false;
    }
  };

  abstract double[] map(double... row);

  /** Where the map is not continuous. */
  abstract double[] jumps(double... row);

  /** Whether results move with the mean magnitude of the row. */
  abstract boolean growsWithRow();

  private static double meanMagnitude(double... row) {
    double sum = 0;
    for (double component : row) {
      sum += Math.abs(component);
    }
    return sum / row.length;
  }

  @Override
  public INDArray apply(INDArray rows) {
    float[] numbers = Floats.of(Dense.of(rows));
    int dimension = (int) rows.size(1);
    float[] mapped = new float[numbers.length];
    double[] row = new double[dimension];
    for (int from = 0; from < numbers.length; from += dimension) {
      for (int i = 0; i < dimension; i++) {
        row[i] = numbers[from + i];
      }
      double[] result = map(row);
      for (int i = 0; i < dimension; i++) {
        mapped[from + i] = (float) result[i];
      }
    }
    return Floats.array(mapped, rows.shape());
  }
}
