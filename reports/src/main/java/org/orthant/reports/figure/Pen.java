package org.orthant.reports.figure;

/**
 * How a line is drawn.
 *
 * @param dashes lengths of dashes and gaps; empty for a whole line
 */
record Pen(String colour, double width, String dashes) {
  static final Pen AXIS = solid(Palette.INK, 0.8);
  static final Pen GRID = solid(Palette.GRID, 0.6);

  /** What theory expects. */
  static final Pen REFERENCE = new Pen(Palette.INK, 1.1, "5 3");

  static Pen solid(String colour, double width) {
    return new Pen(colour, width, "");
  }

  /** That of a series; where colours repeat, the dashes differ. */
  static Pen of(int series) {
    String dashes =
        switch (series / Palette.COLOURS % 3) {
          case 0 -> "";
          case 1 -> "4 2";
          default -> "1.5 1.5";
        };
    return new Pen(Palette.colour(series), 1.3, dashes);
  }
}
