package org.orthant.reports.figure;

import java.util.List;
import org.orthant.reports.figure.Svg.Anchor;

/**
 * What lines and symbols stand for, one below the other.
 *
 * @param entries from the top down
 */
record Legend(List<Entry> entries) {
  static final double LINE = 13;
  private static final double FONT = 9;
  private static final int LONGEST = 30;

  Legend {
    entries = List.copyOf(entries);
  }

  /**
   * @param symbol of which series; below 0 for none
   */
  record Entry(String name, Pen pen, int symbol) {
    private String shortened() {
      return name.codePointCount(0, name.length()) > LONGEST
          ? name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…"
          : name;
    }
  }

  double width() {
    return entries.stream().mapToDouble(entry -> Svg.width(entry.shortened(), FONT)).max().orElse(0)
        + 26;
  }

  double height() {
    return LINE * entries.size();
  }

  void draw(Svg svg, double left, double top) {
    double y = top + LINE / 2;
    for (Entry entry : entries) {
      if (entry.pen().width() > 0) {
        svg.line(left, y, left + 18, y, entry.pen());
      }
      if (entry.symbol() >= 0) {
        svg.symbol(left + 9, y, entry.symbol(), entry.pen().colour(), entry.pen().colour());
      }
      svg.text(left + 23, y + 3, Anchor.START, FONT, Palette.INK, entry.shortened());
      y += LINE;
    }
  }
}
