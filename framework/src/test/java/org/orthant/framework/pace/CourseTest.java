package org.orthant.framework.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.orthant.framework.pace.Workload.Amount;

class CourseTest {
  private static final double SECOND = 1e9;
  private double now;

  @Test
  void nothingIsToldBeforeThereIsEvidence() {
    Course course = course(Rates.none(), Map.of(Work.IMAGES, even(1e9)));
    course.begin("images", 100);
    at(2).advance(course, 3);

    assertThat(course.left()).isEmpty();

    at(10).advance(course, 20);
    assertThat(course.left().orElseThrow().work()).isEmpty();
  }

  @Test
  void stepsCountByWhatTheyCost() {
    // The first 20 of 100 steps are 80 % of the work.
    Course course =
        course(
            Rates.none(),
            Map.of(
                Work.IMAGES,
                new Amount(1e9, step -> step <= 20 ? step / 25.0 : 0.8 + (step - 20) / 400.0)));
    course.begin("images", 100);
    for (int step = 1; step <= 20; step++) {
      at(2.0 * step).advance(course, step);
    }

    assertThat(course.done()).isCloseTo(0.8, within(1e-9));
    assertThat(course.left().orElseThrow().seconds()).isCloseTo(10, within(1e-6));
  }

  @Test
  void aSlowBeginningIsForgotten() {
    Course course = course(Rates.none(), Map.of(Work.IMAGES, even(1e9)));
    course.begin("images", 100);
    at(30).advance(course, 1);
    for (int step = 2; step <= 50; step++) {
      at(30 + step).advance(course, step);
    }

    assertThat(course.left().orElseThrow().seconds()).isCloseTo(50, within(2.0));
  }

  @Test
  void whatAnInterruptedRunHadDoneIsNoEvidence() {
    Course course = course(Rates.none(), Map.of(Work.TRAINING, even(1e9)));
    course.begin("training", 100);
    at(0.1).advance(course, 80);
    at(10).advance(course, 85);
    at(20).advance(course, 90);

    assertThat(course.left().orElseThrow().seconds()).isCloseTo(20, within(1.0));
  }

  @Test
  void whatComesLaterIsToldByPastRunsAndIsNotToldWithoutThem() {
    Map<Work, Amount> amounts = Map.of(Work.TRAINING, even(1e9), Work.IMAGES, even(2e9));
    Course first = course(Rates.none(), amounts);
    first.begin("training", 100);
    at(10).advance(first, 50);
    assertThat(first.left()).contains(new Course.Left(10, Optional.of(Work.TRAINING)));

    Course second = course(Rates.none().with("net/images", 1e9, 15), amounts);
    second.begin("training", 100);
    at(10).advance(second, 50);
    assertThat(second.left()).contains(new Course.Left(40, Optional.empty()));
    // 10 of the 20 seconds that training takes by its own pace would be a fifth of 50.
    assertThat(second.done()).isGreaterThan(0).isLessThan(0.5);
  }

  @Test
  void aFinishedRunTellsTheNextHowFastItWent() {
    Course course = course(Rates.none(), Map.of(Work.IMAGES, even(1e9)));
    course.begin("images", 100);
    at(2).advance(course, 10);
    at(20).advance(course, 100);
    course.end();

    assertThat(course.done()).isEqualTo(1);
    assertThat(course.rates().seconds("net/images", 2e9).orElseThrow()).isCloseTo(40, within(1e-6));
    assertThat(course.rates().seconds("net/training", 2e9)).isEmpty();
  }

  @Test
  void theBarDoesNotGoBack() {
    Course course = course(Rates.none().with("net/images", 1e9, 1), Map.of(Work.IMAGES, even(1e9)));
    course.begin("images", 10);
    double last = 0;
    for (int step : List.of(1, 3, 2, 9, 10)) {
      at(3.0 * step).advance(course, step);
      assertThat(course.done()).isGreaterThanOrEqualTo(last);
      last = course.done();
    }
  }

  private Course course(Rates rates, Map<Work, Amount> amounts) {
    now = 0;
    return new Course(
        new Workload("net", new EnumMap<>(amounts)), rates, () -> (long) (now * SECOND));
  }

  private CourseTest at(double seconds) {
    now = seconds;
    return this;
  }

  private void advance(Course course, long step) {
    course.advance(step);
  }

  private static Amount even(double products) {
    return new Amount(products, step -> Double.NaN);
  }
}
