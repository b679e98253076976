package org.orthant.quantizers.grid;

/** Points on a line, 0 among them. */
@FunctionalInterface
public interface Grid {

  /** The nearest point; of two equally near ones the grid says which. */
  double nearest(double value);
}
