package org.orthant.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.orthant.datasets.Stroke.Point;

class StrokeTest {
  @Test
  void linesJoinTheirPoints() {
    assertThat(Stroke.from(1, 2).to(3, 4).to(5, 6).points())
        .containsExactly(new Point(1, 2), new Point(3, 4), new Point(5, 6));
  }

  @Test
  void anArcGoesThroughItsQuarters() {
    Stroke arc = Stroke.from(0, 0).arc(10, 20, 3, 5, 0, -90).arc(10, 20, 3, 5, -90, -180);
    List<Point> points = arc.points();
    assertThat(points.get(0)).isEqualTo(new Point(0, 0));
    assertPoint(points.get(1), 13, 20);
    assertPoint(points.get(points.size() / 2), 10, 15);
    assertPoint(points.get(points.size() - 1), 7, 20);
  }

  @Test
  void everyPointOfAnArcLiesOnTheEllipse() {
    for (Point point : Stroke.along(1, 2, 3, 5, 17, 391).points()) {
      double x = (point.x() - 1) / 3;
      double y = (point.y() - 2) / 5;
      assertThat(x * x + y * y).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void movingMovesEveryPoint() {
    assertThat(Stroke.from(1, 2).to(3, 4).moved(p -> new Point(p.y(), -p.x())).points())
        .containsExactly(new Point(2, -1), new Point(4, -3));
  }

  private static void assertPoint(Point point, double x, double y) {
    assertThat(point.x()).isCloseTo(x, within(1e-12));
    assertThat(point.y()).isCloseTo(y, within(1e-12));
  }
}
