package org.orthant.datasets;

import java.util.Arrays;
import java.util.List;
import org.orthant.datasets.Stroke.Point;

/**
 * A square of pixels drawn on with a round pen. A pixel's ink is how much of the pen's width
 * reaches it, from its distance to the nearest stroke: 1 inside, 0 outside, and a ramp one pixel
 * wide between.
 */
final class Canvas {
  private final int side;
  private final double penRadius;
  private final double[] squaredDistances;

  /**
   * @param side in pixels; the centre of the first pixel is (0, 0)
   * @param penRadius in pixels
   */
  Canvas(int side, double penRadius) {
    this.side = side;
    this.penRadius = penRadius;
    this.squaredDistances = new double[side * side];
    Arrays.fill(squaredDistances, Double.POSITIVE_INFINITY);
  }

  void draw(Stroke stroke) {
    List<Point> points = stroke.points();
    for (int i = 1; i < points.size(); i++) {
      draw(points.get(i - 1), points.get(i));
    }
  }

  private void draw(Point a, Point b) {
    double reach = penRadius + 0.5;
    int left = inside(Math.ceil(Math.min(a.x(), b.x()) - reach));
    int right = inside(Math.floor(Math.max(a.x(), b.x()) + reach));
    int top = inside(Math.ceil(Math.min(a.y(), b.y()) - reach));
    int bottom = inside(Math.floor(Math.max(a.y(), b.y()) + reach));
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        int pixel = y * side + x;
        squaredDistances[pixel] = Math.min(squaredDistances[pixel], squaredDistance(x, y, a, b));
      }
    }
  }

  /** The ink of each pixel, row after row, in [0, 1]. */
  double[] ink() {
    return Arrays.stream(squaredDistances)
        .map(squared -> Math.max(0, Math.min(1, penRadius + 0.5 - Math.sqrt(squared))))
        .toArray();
  }

  private int inside(double coordinate) {
    return (int) Math.max(0, Math.min(side - 1, coordinate));
  }

  private static double squaredDistance(double x, double y, Point a, Point b) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : ((x - a.x()) * dx + (y - a.y()) * dy) / length;
    double nearest = Math.max(0, Math.min(1, along));
    double awayX = a.x() + nearest * dx - x;
    double awayY = a.y() + nearest * dy - y;
    return awayX * awayX + awayY * awayY;
  }
}
