package org.orthant.quantizers.floats;

import java.util.Arrays;
import org.orthant.quantizers.Magnitudes;
import org.orthant.quantizers.grid.Grid;

/**
 * Sixteen values times a scale, from −1 to 1 with 0 among them, which normal numbers take about
 * equally often: quantiles of their law, seven below 0 and eight above it. Of two equally near a
 * value, the lower one is the nearest.
 *
 * <p>Source: Dettmers et al., QLoRA, arXiv 2305.14314, section 3 and appendix E.
 *
 * @param scale more than 0
 */
record NormalGrid(double scale) implements Grid {
  private static final double[] LEVELS = {
    -1.0,
    -0.6961928009986877,
    -0.5250730514526367,
    -0.39491748809814453,
    -0.28444138169288635,
    -0.18477343022823334,
    -0.09105003625154495,
    0.0,
    0.07958029955625534,
    0.16093020141124725,
    0.24611230194568634,
    0.33791524171829224,
    0.44070982933044434,
    0.5626170039176941,
    0.7229568362236023,
    1.0
  };

  private static final double[] BETWEEN = between();

  private static double[] between() {
    double[] between = new double[LEVELS.length - 1];
    for (int i = 0; i < between.length; i++) {
      between[i] = (LEVELS[i] + LEVELS[i + 1]) / 2;
    }
    return between;
  }

  /** Any scale will do for zeros, but 0. */
  NormalGrid {
    if (scale == 0) {
      scale = 1;
    }
  }

  /** The values from minus to plus the largest magnitude. */
  static NormalGrid of(double[] values) {
    return new NormalGrid(Magnitudes.largest(values));
  }

  /** The sixteen values where the scale is 1. */
  static double[] levels() {
    return LEVELS.clone();
  }

  @Override
  public double nearest(double value) {
    int place = Arrays.binarySearch(BETWEEN, value / scale);
    return scale * LEVELS[place >= 0 ? place : -place - 1];
  }
}
