package org.orthant.reports.figure;

import java.util.List;

/** A figure that can be drawn and written down. */
interface Drawing {
  double WIDTH = 340;
  double HEIGHT = 220;

  /** Draws axes and all between them. */
  void draw(Svg svg, Box box);

  /** Returns the same in numbers. */
  DataTable table();

  /** Returns what stands beside it. */
  default Legend legend() {
    return new Legend(List.of());
  }

  default double height() {
    return HEIGHT;
  }
}
