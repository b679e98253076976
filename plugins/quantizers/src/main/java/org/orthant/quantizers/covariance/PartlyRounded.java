package org.orthant.quantizers.covariance;

import org.orthant.quantizers.grid.RowGrids;

/** A filter of which some components are rounded, and the others make up for their errors. */
final class PartlyRounded {
  private final double[] row;
  private final RowGrids grids;
  private final int[] components;
  private final double[] targets;

  /**
   * @param row the filter, [d]; its components are replaced as they are rounded
   * @param components which one is rounded at each place
   */
  PartlyRounded(double[] row, RowGrids grids, int... components) {
    this.row = row;
    this.grids = grids;
    this.components = components;
    this.targets = new double[components.length];
    for (int place = 0; place < targets.length; place++) {
      targets[place] = row[components[place]];
    }
  }

  /**
   * Rounds the component at a place.
   *
   * @param shares what of its error goes to the place below each index
   */
  void round(int place, double[] shares) {
    int component = components[place];
    double rounded = grids.nearest(component, targets[place]);
    double error = row[component] - rounded;
    for (int below = 0; below < shares.length; below++) {
      targets[below] += error * shares[below];
    }
    row[component] = rounded;
  }

  /** The filter, [d]. */
  double[] row() {
    return row;
  }
}
