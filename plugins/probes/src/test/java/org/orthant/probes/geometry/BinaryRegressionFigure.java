package org.orthant.probes.geometry;

import java.util.List;
import java.util.Locale;

/** The figure of binary regression in docs/theory.md: two panels in one SVG file. */
final class BinaryRegressionFigure {
  private static final double EPSILON = 0.01;

  /** In steps ε. */
  private static final double START = 10;

  private static final int BURN_IN = 1000;
  private static final int AVERAGED = 1000;
  private static final int SHOWN = 120;

  private static final String INK = "#1f2937";
  private static final String PALE = "#d1d5db";
  private static final String BLUE = "#0072b2";
  private static final String GREEN = "#007a5a";
  private static final String ORANGE = "#c2410c";
  private static final String PURPLE = "#8e2c83";

  private static final Panel AVERAGES = new Panel(80, -1.5, 1.5, -1.5, 1.5);
  private static final Panel PATHS = new Panel(520, 0, SHOWN, 0, 40);

  private final StringBuilder svg = new StringBuilder();

  private BinaryRegressionFigure() {}

  static String svg() {
    BinaryRegressionFigure figure = new BinaryRegressionFigure();
    figure.open();
    figure.averages();
    figure.paths();
    figure.line("</svg>");
    return figure.svg.toString();
  }

  private void open() {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"500\" viewBox=\"0 0 900"
            + " 500\" font-family=\"Helvetica, Arial, sans-serif\" role=\"img\""
            + " aria-labelledby=\"title\">");
    line(
        "<title id=\"title\">Binary regression: the sign equals α on average where |α| ≤ 1, and the"
            + " latent weight diverges beyond</title>");
    line("<rect width=\"900\" height=\"500\" fill=\"#ffffff\"/>");
    text(450, 34, 17, "middle", INK, "Binary regression: wᶜ ← wᶜ + ε(α − θ(wᶜ))");
  }

  private void averages() {
    Panel panel = AVERAGES;
    shade(panel, -1.5, -1);
    shade(panel, 1, 1.5);
    axes(panel, "On average the sign is α", "α", "time-average of θ(wᶜ)");
    for (double tick : List.of(-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)) {
      String label = pixel(tick).replace('-', '−');
      tickX(panel, tick, label);
      tickY(panel, tick, label);
    }
    segment(panel.x(-1.5), panel.y(-1.5), panel.x(1.5), panel.y(1.5), INK, 1.5, "6 4");
    for (int tenths = -15; tenths <= 15; tenths++) {
      double alpha = tenths / 10.0;
      double mean =
          new BinaryRegression(alpha, EPSILON).meanSign(START * EPSILON, BURN_IN, AVERAGED);
      dot(panel.x(alpha), panel.y(mean), Math.abs(alpha) > 1 ? ORANGE : BLUE);
    }
    legendLine(panel, 0, INK, "6 4", "α itself");
    legendDot(panel, 1, BLUE, "average, |α| ≤ 1");
    legendDot(panel, 2, ORANGE, "|α| > 1: out of reach");
  }

  private void paths() {
    Panel panel = PATHS;
    axes(panel, "The latent weight settles, or diverges", "step", "|wᶜ| / ε");
    for (int tick = 0; tick <= SHOWN; tick += 20) {
      tickX(panel, tick, Integer.toString(tick));
    }
    for (int tick = 0; tick <= 40; tick += 10) {
      tickY(panel, tick, Integer.toString(tick));
    }
    segment(panel.x(0), panel.y(2), panel.x(SHOWN), panel.y(2), INK, 1.5, "6 4");
    path(1.25, ORANGE);
    path(1.1, PURPLE);
    path(0.8, BLUE);
    path(0.3, GREEN);
    legendLine(panel, 0, ORANGE, "none", "α = 1.25");
    legendLine(panel, 1, PURPLE, "none", "α = 1.1");
    legendLine(panel, 2, BLUE, "none", "α = 0.8");
    legendLine(panel, 3, GREEN, "none", "α = 0.3");
    legendLine(panel, 4, INK, "6 4", "2ε, the bound for |α| < 1");
  }

  private void path(double alpha, String color) {
    double[] path = new BinaryRegression(alpha, EPSILON).path(START * EPSILON, SHOWN);
    StringBuilder points = new StringBuilder();
    for (int step = 0; step <= SHOWN; step++) {
      points
          .append(step == 0 ? "" : " ")
          .append(pixel(PATHS.x(step)))
          .append(',')
          .append(pixel(PATHS.y(Math.abs(path[step]) / EPSILON)));
    }
    line(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
            .formatted(points, color));
  }

  private void axes(Panel panel, String title, String labelX, String labelY) {
    double middle = (Panel.TOP + Panel.BOTTOM) / 2.0;
    text(panel.left(), Panel.TOP - 14, 14, "start", INK, title);
    text(panel.left() + Panel.WIDTH / 2.0, Panel.BOTTOM + 44, 14, "middle", INK, labelX);
    line(
        ("<text transform=\"translate(%s %s) rotate(-90)\" font-size=\"14\" text-anchor=\"middle\""
                + " fill=\"%s\">%s</text>")
            .formatted(pixel(panel.left() - 46), pixel(middle), INK, labelY));
    line(
        "<rect x=\"%s\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"%s\"/>"
            .formatted(pixel(panel.left()), Panel.TOP, Panel.WIDTH, Panel.BOTTOM - Panel.TOP, INK));
  }

  private void shade(Panel panel, double from, double to) {
    line(
        "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"%d\" fill=\"#fdf0e7\"/>"
            .formatted(
                pixel(panel.x(from)),
                Panel.TOP,
                pixel(panel.x(to) - panel.x(from)),
                Panel.BOTTOM - Panel.TOP));
  }

  private void tickX(Panel panel, double value, String label) {
    double x = panel.x(value);
    segment(x, Panel.BOTTOM, x, Panel.BOTTOM + 5, INK, 1, "none");
    text(x, Panel.BOTTOM + 21, 12, "middle", INK, label);
  }

  private void tickY(Panel panel, double value, String label) {
    double y = panel.y(value);
    segment(panel.left(), y, panel.left() + Panel.WIDTH, y, PALE, 0.5, "none");
    segment(panel.left() - 5, y, panel.left(), y, INK, 1, "none");
    text(panel.left() - 9, y + 4, 12, "end", INK, label);
  }

  private void legendLine(Panel panel, int entry, String color, String dashes, String label) {
    double y = legend(panel, entry, label);
    segment(panel.left() + 16, y, panel.left() + 38, y, color, 2, dashes);
  }

  private void legendDot(Panel panel, int entry, String color, String label) {
    dot(panel.left() + 27, legend(panel, entry, label), color);
  }

  /** Writes the label and says at which height its sign belongs. */
  private double legend(Panel panel, int entry, String label) {
    double y = Panel.TOP + 18 + 20 * entry;
    text(panel.left() + 46, y + 4, 13, "start", INK, label);
    return y;
  }

  private void segment(
      double x1, double y1, double x2, double y2, String color, double width, String dashes) {
    line(
        ("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\""
                + " stroke-dasharray=\"%s\"/>")
            .formatted(pixel(x1), pixel(y1), pixel(x2), pixel(y2), color, pixel(width), dashes));
  }

  private void dot(double x, double y, String color) {
    line("<circle cx=\"%s\" cy=\"%s\" r=\"4\" fill=\"%s\"/>".formatted(pixel(x), pixel(y), color));
  }

  private void text(double x, double y, int size, String anchor, String color, String text) {
    line(
        "<text x=\"%s\" y=\"%s\" font-size=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>"
            .formatted(
                pixel(x),
                pixel(y),
                size,
                anchor,
                color,
                text.replace("<", "&lt;").replace(">", "&gt;")));
  }

  private void line(String text) {
    svg.append(text).append('\n');
  }

  private static String pixel(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** A coordinate system in the figure. */
  private record Panel(double left, double lowX, double highX, double lowY, double highY) {
    private static final int WIDTH = 340;
    private static final int TOP = 90;
    private static final int BOTTOM = 430;

    double x(double value) {
      return left + (value - lowX) / (highX - lowX) * WIDTH;
    }

    double y(double value) {
      return BOTTOM - (value - lowY) / (highY - lowY) * (BOTTOM - TOP);
    }
  }
}
