package org.orthant.reports.figure;

import java.util.List;
import org.orthant.reports.figure.Svg.Anchor;

/**
 * Drawings side by side and one below the other, with their names and one legend.
 *
 * @param columns how many lie side by side
 * @param legend beside them all
 */
record Sheet(String title, String caption, List<Part> parts, int columns, Legend legend) {
  private static final double HEADING = 18;
  private static final double TITLE = 9.5;
  private static final double MARGIN = 6;
  private static final int LONGEST = 66;

  /**
   * One of them.
   *
   * @param heading above it; may be empty
   */
  record Part(String heading, Drawing drawing) {}

  Sheet {
    parts = List.copyOf(parts);
  }

  /** One drawing with its own legend. */
  static Sheet of(String title, String caption, Drawing drawing) {
    return new Sheet(title, caption, List.of(new Part(title, drawing)), 1, drawing.legend());
  }

  String document() {
    int across = Math.min(columns, parts.size());
    int down = (parts.size() + across - 1) / across;
    double high = parts.stream().mapToDouble(part -> part.drawing().height()).max().orElse(0);
    double beside = legend.entries().isEmpty() ? 0 : legend.width() + 6;
    double rows = down * (HEADING + high);
    Svg svg =
        new Svg(
            2 * MARGIN + across * Drawing.WIDTH + beside,
            2 * MARGIN + Math.max(rows, HEADING + legend.height()),
            title,
            caption);
    for (int i = 0; i < parts.size(); i++) {
      double left = MARGIN + i % across * Drawing.WIDTH;
      int row = i / across;
      double top = MARGIN + row * (HEADING + high);
      Part part = parts.get(i);
      svg.text(
          left + Drawing.WIDTH / 2,
          top + TITLE,
          Anchor.MIDDLE,
          TITLE,
          Palette.INK,
          shortened(part.heading()));
      part.drawing()
          .draw(svg, new Box(left, top + HEADING, Drawing.WIDTH, part.drawing().height()));
    }
    legend.draw(svg, MARGIN + across * Drawing.WIDTH + 2, MARGIN + HEADING);
    return svg.document();
  }

  private static String shortened(String heading) {
    return heading.codePointCount(0, heading.length()) > LONGEST
        ? heading.substring(0, heading.offsetByCodePoints(0, LONGEST - 1)) + "…"
        : heading;
  }
}
