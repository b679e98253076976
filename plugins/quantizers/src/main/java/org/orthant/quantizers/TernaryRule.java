package org.orthant.quantizers;

import java.util.Arrays;

/** Which components {@link Ternary} sets to 0: those whose magnitude is at most a threshold. */
public enum TernaryRule {
  /** The threshold is a multiple of the row's mean magnitude. */
  RELATIVE {
    @Override
    double threshold(double[] row, double parameter) {
      return parameter * Magnitudes.mean(row);
    }
  },
  /** The threshold is the same number for all rows. */
  ABSOLUTE {
    @Override
    double threshold(double[] row, double parameter) {
      return parameter;
    }
  },
  /** The threshold is half the mean magnitude of all rows together. */
  ABSMEAN {
    @Override
    double threshold(double[] row, double parameter) {
      return parameter / 2;
    }
  },
  /** Each row's threshold is the one that turns it least. */
  OPTIMAL {
    /**
     * The k largest magnitudes, as signs, form the cosine (their sum)/(√k·‖x‖) with x. As a
     * function of k it falls, then rises, while equal magnitudes are added, so the best k never
     * parts equal ones: only the ends of their runs are compared. Of equally good sets the smallest
     * is kept.
     */
    @Override
    double threshold(double[] row, double parameter) {
      double[] magnitudes = new double[row.length];
      for (int i = 0; i < row.length; i++) {
        magnitudes[i] = Math.abs(row[i]);
      }
      Arrays.sort(magnitudes);
      double threshold = 0;
      double best = 0;
      double sum = 0;
      for (int i = row.length - 1; i >= 0; i--) {
        sum += magnitudes[i];
        double next = i == 0 ? 0 : magnitudes[i - 1];
        double cosine = sum / Math.sqrt(row.length - i);
        if (next < magnitudes[i] && cosine > best) {
          best = cosine;
          threshold = next;
        }
      }
      return threshold;
    }
  };

  /**
   * The largest magnitude that becomes 0.
   *
   * @param parameter {@link Ternary#threshold}; of rule {@link #ABSMEAN} that mean magnitude
   */
  abstract double threshold(double[] row, double parameter);
}
