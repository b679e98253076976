package org.orthant.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.orthant.api.Seed;
import org.orthant.datasets.Stroke.Point;

class HandwritingTest {
  private static final int SIDE = 28;
  private static final int DRAWS = 3000;

  private static Function<Point, Point> draw(int index) {
    return Handwriting.random(new Seed(3).fork(index).generator(), SIDE);
  }

  @Test
  void nearlyAllOfEveryDigitStaysInTheImage() {
    for (int digit = 0; digit < 10; digit++) {
      List<Point> glyph =
          Glyphs.of(digit).stream()
              .flatMap(List::stream)
              .flatMap(stroke -> stroke.points().stream())
              .toList();
      double inside =
          IntStream.range(0, DRAWS)
              .mapToObj(HandwritingTest::draw)
              .mapToDouble(map -> glyph.stream().map(map).filter(HandwritingTest::isInside).count())
              .sum();
      assertThat(inside / glyph.size() / DRAWS).as("digit %d", digit).isGreaterThan(0.99);
    }
  }

  private static boolean isInside(Point point) {
    return point.x() > -0.5 && point.x() < SIDE - 0.5 && point.y() > -0.5 && point.y() < SIDE - 0.5;
  }

  @Test
  void digitsLieAroundTheMiddleOnAverage() {
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < DRAWS; i++) {
      Point middle = draw(i).apply(new Point(0, 0));
      sumX += middle.x();
      sumY += middle.y();
    }
    assertThat(sumX / DRAWS).isCloseTo(13.5, within(0.15));
    assertThat(sumY / DRAWS).isCloseTo(13.5, within(0.15));
  }

  @Test
  void noDigitIsMirroredOrUpsideDown() {
    for (int i = 0; i < DRAWS; i++) {
      Function<Point, Point> map = draw(i);
      assertThat(map.apply(new Point(1, 0)).x()).isGreaterThan(map.apply(new Point(-1, 0)).x());
      assertThat(map.apply(new Point(0, 1)).y()).isGreaterThan(map.apply(new Point(0, -1)).y());
    }
  }

  @Test
  void equalRandomNumbersGiveTheSameHand() {
    Point point = new Point(0.3, -0.8);
    assertThat(Handwriting.random(new Seed(5).generator(), SIDE).apply(point))
        .isEqualTo(Handwriting.random(new Seed(5).generator(), SIDE).apply(point))
        .isNotEqualTo(Handwriting.random(new Seed(6).generator(), SIDE).apply(point));
  }
}
