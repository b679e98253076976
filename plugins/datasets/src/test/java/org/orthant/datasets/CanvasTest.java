package org.orthant.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.orthant.datasets.Stroke.Point;

class CanvasTest {
  private static final int SIDE = 12;

  private static double[] ink(double penRadius, Stroke... strokes) {
    Canvas canvas = new Canvas(SIDE, penRadius);
    for (Stroke stroke : strokes) {
      canvas.draw(stroke);
    }
    return canvas.ink();
  }

  @Test
  void anUntouchedCanvasHasNoInk() {
    assertThat(ink(1)).hasSize(SIDE * SIDE).containsOnly(0);
  }

  @Test
  void aLevelLineIsFullInsideAndHalfAtItsEdge() {
    double[] ink = ink(2, Stroke.from(-20, 5).to(40, 5));
    for (int x = 0; x < SIDE; x++) {
      double[] down = {0, 0, 0, 0.5, 1, 1, 1, 0.5, 0, 0, 0, 0};
      for (int y = 0; y < SIDE; y++) {
        assertThat(ink[y * SIDE + x]).isEqualTo(down[y]);
      }
    }
  }

  @Test
  void strokesThatCrossDoNotAddUp() {
    Stroke across = Stroke.from(1, 6).to(10, 6);
    Stroke down = Stroke.from(6, 1).to(6, 10);
    double[] both = ink(0.9, across, down);
    double[] first = ink(0.9, across);
    double[] second = ink(0.9, down);
    for (int i = 0; i < both.length; i++) {
      assertThat(both[i]).isEqualTo(Math.max(first[i], second[i]));
    }
  }

  @Property(tries = 200, seed = "1705")
  void inkFollowsTheDistanceToTheNearestOfManyPoints(
      @ForAll @DoubleRange(min = -5, max = 17) double x1,
      @ForAll @DoubleRange(min = -5, max = 17) double y1,
      @ForAll @DoubleRange(min = -5, max = 17) double x2,
      @ForAll @DoubleRange(min = -5, max = 17) double y2,
      @ForAll @DoubleRange(min = 0.5, max = 3) double penRadius) {
    double[] ink = ink(penRadius, Stroke.from(x1, y1).to(x2, y2));
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double distance = distanceToSamples(new Point(x1, y1), new Point(x2, y2), x, y);
        double expected = Math.max(0, Math.min(1, penRadius + 0.5 - distance));
        assertThat(ink[y * SIDE + x]).isCloseTo(expected, within(0.02));
      }
    }
  }

  private static double distanceToSamples(Point a, Point b, int x, int y) {
    double nearest = Double.POSITIVE_INFINITY;
    int samples = 1000;
    for (int i = 0; i <= samples; i++) {
      double sampleX = a.x() + (b.x() - a.x()) * i / samples;
      double sampleY = a.y() + (b.y() - a.y()) * i / samples;
      double awayX = sampleX - x;
      double awayY = sampleY - y;
      nearest = Math.min(nearest, awayX * awayX + awayY * awayY);
    }
    return Math.sqrt(nearest);
  }
}
