package org.orthant.datasets;

import java.util.function.Function;
import org.orthant.api.RandomNumbers;
import org.orthant.datasets.Stroke.Point;

/** A random way to write a glyph: a smooth bend, then an affine map onto the image. */
final class Handwriting {
  private static final double BEND = 0.18;

  /** A bend sways about two thirds of a period over the height of a glyph. */
  private static final double RADIANS_PER_UNIT = 2.2;

  private static final double STEEPEST_TURN = Math.toRadians(18);
  private static final double SHEAR = 0.3;

  // Fractions of the image's side; the extents are those of half a glyph.
  private static final double LEAST_WIDTH = 0.24;
  private static final double MOST_WIDTH = 0.37;
  private static final double LEAST_HEIGHT = 0.26;
  private static final double MOST_HEIGHT = 0.36;
  private static final double SHIFT = 0.08;

  private Handwriting() {}

  /** A map from the units of glyphs to the pixels of a square image. */
  static Function<Point, Point> random(RandomNumbers random, int side) {
    return bend(random).andThen(onto(side, random));
  }

  /**
   * Moves points sideways by a sine of their height, and up or down by one of their place across.
   */
  private static Function<Point, Point> bend(RandomNumbers random) {
    double acrossSize = random.nextDouble(-BEND, BEND);
    double acrossPhase = random.nextDouble(0, 2 * Math.PI);
    double downSize = random.nextDouble(-BEND, BEND);
    double downPhase = random.nextDouble(0, 2 * Math.PI);
    return point ->
        new Point(
            point.x() + acrossSize * StrictMath.sin(RADIANS_PER_UNIT * point.y() + acrossPhase),
            point.y() + downSize * StrictMath.sin(RADIANS_PER_UNIT * point.x() + downPhase));
  }

  /** Scales, shears, turns and shifts, in this order. */
  private static Function<Point, Point> onto(int side, RandomNumbers random) {
    double width = random.nextDouble(LEAST_WIDTH, MOST_WIDTH) * side;
    double height = random.nextDouble(LEAST_HEIGHT, MOST_HEIGHT) * side;
    double shear = random.nextDouble(-SHEAR, SHEAR);
    double angle = random.nextDouble(-STEEPEST_TURN, STEEPEST_TURN);
    double middle = (side - 1) / 2.0;
    double centerX = middle + random.nextDouble(-SHIFT, SHIFT) * side;
    double centerY = middle + random.nextDouble(-SHIFT, SHIFT) * side;
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return point -> {
      double y = point.y() * height;
      double x = point.x() * width + shear * y;
      return new Point(centerX + cos * x - sin * y, centerY + sin * x + cos * y);
    };
  }
}
