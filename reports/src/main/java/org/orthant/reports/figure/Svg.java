package org.orthant.reports.figure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.orthant.reports.words.PlainText;

/** A drawing as it grows, in points. Whatever text is put into it stays text. */
final class Svg {
  static final double FONT = 10;

  /** About the width of a character beside its height. */
  private static final double SLIM = 0.56;

  private final StringBuilder body = new StringBuilder();
  private final double width;
  private final double height;
  private final String title;
  private final String caption;

  Svg(double width, double height, String title, String caption) {
    this.width = width;
    this.height = height;
    this.title = title;
    this.caption = caption;
  }

  /** Where a text stands at its place. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A corner of a line. */
  record Spot(double x, double y) {}

  /** About how wide a text is at that height of its font. */
  static double width(String text, double font) {
    return SLIM * font * text.codePointCount(0, text.length());
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }

  void text(double x, double y, Anchor anchor, String text) {
    text(x, y, anchor, FONT, Palette.INK, text);
  }

  void text(double x, double y, Anchor anchor, double font, String colour, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\">%s</text>\n",
            number(x),
            number(y),
            anchor.name().toLowerCase(Locale.ROOT),
            number(font),
            colour,
            escaped(text)));
  }

  /** A text that runs upwards, its middle at that place. */
  void textUp(double x, double y, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text transform=\"translate(%s %s) rotate(-90)\" text-anchor=\"middle\" fill=\"%s\">%s</text>\n",
            number(x),
            number(y),
            Palette.INK,
            escaped(text)));
  }

  void rectangle(double x, double y, double wide, double high, String fill) {
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>\n",
            number(x),
            number(y),
            number(wide),
            number(high),
            fill));
  }

  void frame(double x, double y, double wide, double high, String fill, String stroke) {
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" stroke=\"%s\"/>\n",
            number(x),
            number(y),
            number(wide),
            number(high),
            fill,
            stroke));
  }

  void line(double x1, double y1, double x2, double y2, Pen pen) {
    polyline(List.of(new Spot(x1, y1), new Spot(x2, y2)), pen);
  }

  void polyline(List<Spot> spots, Pen pen) {
    if (spots.size() < 2) {
      return;
    }
    body.append(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s/>\n",
            spots.stream()
                .map(spot -> number(spot.x) + "," + number(spot.y))
                .collect(Collectors.joining(" ")),
            pen.colour(),
            number(pen.width()),
            pen.dashes().isEmpty() ? "" : " stroke-dasharray=\"" + pen.dashes() + "\""));
  }

  /** One of four symbols about a place, so that series differ without colour. */
  void symbol(double x, double y, int series, String fill, String stroke) {
    double r = 3.2;
    String shape =
        switch (Math.floorMod(series, 4)) {
          case 0 ->
              String.format(
                  Locale.ROOT,
                  "<circle cx=\"%s\" cy=\"%s\" r=\"%s\"",
                  number(x),
                  number(y),
                  number(r));
          case 1 -> polygon(x, y - r * 1.25, x + r * 1.25, y, x, y + r * 1.25, x - r * 1.25, y);
          case 2 -> polygon(x, y - r * 1.2, x + r * 1.15, y + r * 0.9, x - r * 1.15, y + r * 0.9);
          default -> polygon(x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r);
        };
    body.append(shape)
        .append(
            String.format(
                Locale.ROOT, " fill=\"%s\" stroke=\"%s\" stroke-width=\"1\"/>\n", fill, stroke));
  }

  private static String polygon(double... corners) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < corners.length; i += 2) {
      points.append(i == 0 ? "" : " ").append(number(corners[i])).append(',');
      points.append(number(corners[i + 1]));
    }
    return "<polygon points=\"" + points + "\"";
  }

  /** Draws only inside a rectangle until {@link #unclip}. */
  void clip(double x, double y, double wide, double high) {
    String name = "clip-" + body.length();
    body.append(
        String.format(
            Locale.ROOT,
            "<clipPath id=\"%s\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>\n<g clip-path=\"url(#%s)\">\n",
            name,
            number(x),
            number(y),
            number(wide),
            number(high),
            name));
  }

  void unclip() {
    body.append("</g>\n");
  }

  /** The whole file. */
  String document() {
    return String.format(
            Locale.ROOT,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%spt\" height=\"%spt\""
                + " viewBox=\"0 0 %s %s\" font-family=\"Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif\""
                + " font-size=\"%s\" role=\"img\">\n",
            number(width),
            number(height),
            number(width),
            number(height),
            number(FONT))
        + "<title>"
        + escaped(title)
        + "</title>\n<desc>"
        + escaped(caption)
        + "</desc>\n"
        + String.format(
            Locale.ROOT,
            "<rect width=\"%s\" height=\"%s\" fill=\"#ffffff\"/>\n",
            number(width),
            number(height))
        + body
        + "</svg>\n";
  }

  /** Text of a result: no markup, no controls, no marks of direction. */
  private static String escaped(String text) {
    return PlainText.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Two decimals, which is finer than any printer. */
  private static String number(double value) {
    String written = String.format(Locale.ROOT, "%.2f", value);
    return written.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
  }
}
