package org.orthant.reports.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the script needs to draw things that are better the further up and the further left they
 * lie.
 *
 * @param logarithmic whether the horizontal axis is
 * @param frontier corners of the stairs below which nothing lies that is as good in both; from the
 *     left
 */
public record TradeOffData(
    String labelX, String labelY, boolean logarithmic, List<Point> points, List<Place> frontier) {

  private static final double WIDE = 5;

  /**
   * A thing; {@code low} and {@code high} are null where unknown.
   *
   * @param compared whether it stands there to compare the others with
   */
  public record Point(
      String name,
      double x,
      double y,
      Double low,
      Double high,
      boolean compared,
      boolean onFrontier) {}

  public record Place(double x, double y) {}

  /** A thing whose place among the others is not known yet. */
  public record Candidate(
      String name, double x, double y, Double low, Double high, boolean compared) {

    /** One of the things to choose from. */
    public Candidate(String name, double x, double y, Double low, Double high) {
      this(name, x, y, low, high, false);
    }

    /** Whether the other is at least as good in both, and better in one. */
    private boolean isBeatenBy(Candidate other) {
      return other.x <= x && other.y >= y && (other.x < x || other.y > y);
    }
  }

  /** Whether numbers are better told apart on a logarithmic axis: few things are, even near by. */
  private static boolean isWide(List<Candidate> candidates) {
    double least = candidates.stream().mapToDouble(Candidate::x).min().orElse(1);
    double most = candidates.stream().mapToDouble(Candidate::x).max().orElse(1);
    return least > 0 && most >= WIDE * least;
  }

  /** Finds the frontier. */
  public static TradeOffData of(String labelX, String labelY, List<Candidate> candidates) {
    List<Point> points = new ArrayList<>();
    for (Candidate each : candidates) {
      boolean isBest = candidates.stream().noneMatch(each::isBeatenBy);
      points.add(new Point(each.name, each.x, each.y, each.low, each.high, each.compared, isBest));
    }
    List<Place> frontier =
        points.stream()
            .filter(Point::onFrontier)
            .sorted(Comparator.comparingDouble(Point::x))
            .map(point -> new Place(point.x(), point.y()))
            .distinct()
            .toList();
    return new TradeOffData(labelX, labelY, isWide(candidates), List.copyOf(points), frontier);
  }
}
