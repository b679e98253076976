package org.orthant.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a pen draws without being lifted: a chain of straight segments. */
record Stroke(List<Point> points) {
  /** Fine enough that an arc of a digit looks round on 28 × 28 pixels. */
  private static final double DEGREES_PER_SEGMENT = 20;

  /** A place on the paper; x grows to the right and y downwards. */
  record Point(double x, double y) {}

  Stroke {
    points = List.copyOf(points);
  }

  static Stroke from(double x, double y) {
    return new Stroke(List.of(new Point(x, y)));
  }

  /** Goes on in a straight line. */
  Stroke to(double x, double y) {
    return new Stroke(Stream.concat(points.stream(), Stream.of(new Point(x, y))).toList());
  }

  /**
   * Goes on to the start of an arc, then along it. Angles are degrees: 0 is right, 90 down, 180
   * left, 270 up.
   */
  Stroke arc(double centerX, double centerY, double radiusX, double radiusY, int start, int end) {
    List<Point> all = new ArrayList<>(points);
    int segments = (int) Math.ceil(Math.abs(end - start) / DEGREES_PER_SEGMENT);
    for (int i = 0; i <= segments; i++) {
      double angle = StrictMath.toRadians(start + (double) (end - start) * i / segments);
      all.add(
          new Point(
              centerX + radiusX * StrictMath.cos(angle),
              centerY + radiusY * StrictMath.sin(angle)));
    }
    return new Stroke(all);
  }

  /** A stroke that begins with an arc. */
  static Stroke along(
      double centerX, double centerY, double radiusX, double radiusY, int start, int end) {
    return new Stroke(List.of()).arc(centerX, centerY, radiusX, radiusY, start, end);
  }

  /** The stroke with every point moved. */
  Stroke moved(Function<Point, Point> move) {
    return new Stroke(points.stream().map(move).toList());
  }
}
