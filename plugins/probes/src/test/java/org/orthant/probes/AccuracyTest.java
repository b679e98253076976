package org.orthant.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.InvalidParameterException;
import org.orthant.api.finding.Finding;
import org.orthant.api.finding.Subject;
import org.orthant.api.interval.WilsonInterval;
import org.orthant.api.measure.Needs;
import org.orthant.api.measure.Scores;
import org.orthant.api.measure.Trial;
import org.orthant.api.statistics.Outcomes;
import org.orthant.testkit.ProbeRun;

class AccuracyTest {

  @Test
  void isTheFractionOfRightPredictions() {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 1 of 29.
    int[] labels = new int[29];
    int[] predictions = new int[29];
    Arrays.fill(predictions, 3);
    predictions[11] = 0;
    ProbeRun run =
        ProbeRun.onScores(
            new Accuracy(),
            outcomes(labels, predictions),
            List.of(scores(labels, new float[29][10])));
    Finding.Scalar accuracy = run.scalar("accuracy");

    assertThat(accuracy.subject()).isEqualTo(Subject.network());
    assertThat(accuracy.value()).isCloseTo(1.0 / 29, within(1e-15));
    assertThat(accuracy.low().orElseThrow()).isCloseTo(0.0061, within(5e-5));
    assertThat(accuracy.high().orElseThrow()).isCloseTo(0.1718, within(5e-5));
    assertThat(accuracy.n()).hasValue(29);
    assertThat(run.conclusion().verdicts()).isEmpty();
  }

  @Test
  void aLabelAmongTheFiveHighestScoresIsATopFive() {
    float[][] scores = {
      {9, 8, 7, 6, 5, 4}, // the fifth
      {9, 8, 7, 6, 5, 4}, // the sixth
      {1, 1, 1, 1, 1, 1}, // of equal ones the first five
      {1, 1, 1, 1, 1, 1},
      {9, 8, 7, Float.NaN, 5, 4}, // what is not a number is higher, and no score of a label
      {9, 8, 7, Float.NaN, 5, 4}
    };
    int[] labels = {4, 5, 4, 5, 4, 3};
    ProbeRun run =
        ProbeRun.onScores(
            new Accuracy(), outcomes(labels, new int[6]), List.of(scores(labels, scores)));
    Finding.Scalar top = run.scalar("accuracy-top-5");

    assertThat(top.subject()).isEqualTo(Subject.network());
    assertThat(top.value()).isEqualTo(0.5);
    assertThat(top.low().orElseThrow()).isEqualTo(WilsonInterval.of(3, 6).orElseThrow().low());
    assertThat(top.n()).hasValue(6);
  }

  @Test
  void fiveOutputsHaveNoTopFive() {
    int[] labels = {4, 0};
    ProbeRun run =
        ProbeRun.onScores(
            new Accuracy(), outcomes(labels, 4, 1), List.of(scores(labels, new float[2][5])));

    assertThat(run.scalar("accuracy").value()).isEqualTo(0.5);
    assertThat(run.optionalScalar("accuracy-top-5")).isEmpty();
  }

  @Test
  void theFiveHighestAreThoseOfAStableSort() {
    SplittableRandom random = new SplittableRandom(2);
    float[][] scores = RandomMatrix.signs(random, 200, 7);
    int[] labels = random.ints(200, 0, 7).toArray();
    long five = 0;
    for (int i = 0; i < scores.length; i++) {
      float[] image = scores[i];
      five +=
          IntStream.range(0, 7)
                      .boxed()
                      .sorted(Comparator.comparing(output -> -image[output]))
                      .toList()
                      .indexOf(labels[i])
                  < 5
              ? 1
              : 0;
    }
    ProbeRun run =
        ProbeRun.onScores(
            new Accuracy(), outcomes(labels, labels), List.of(scores(labels, scores)));

    assertThat(run.scalar("accuracy-top-5").value()).isEqualTo(five / 200.0);
  }

  @Test
  void aLabelThatTheNetworkDoesNotHaveIsNeverRight() {
    int[] labels = {9, 0};
    ProbeRun run =
        ProbeRun.onScores(
            new Accuracy(), outcomes(labels, 0, 0), List.of(scores(labels, new float[2][6])));

    assertThat(run.scalar("accuracy-top-5").value()).isEqualTo(0.5);
  }

  @Test
  void classesThatOccurHaveAnAccuracyEach() {
    int[] labels = {0, 3, 3, 0, 3, 3};
    ProbeRun run =
        ProbeRun.onScores(
            new Accuracy(),
            outcomes(labels, 0, 3, 1, 2, 3, 3),
            List.of(scores(labels, new float[6][4])));

    assertThat(run.curve())
        .hasValue(
            new Finding.Curve(
                Subject.network(),
                "accuracy-by-class",
                "class",
                List.of(0.0, 3.0),
                "accuracy",
                List.of(0.5, 0.75),
                List.of()));
  }

  @Test
  void classesAreNamedWhereTheyAreFew() {
    ClassAccuracies classes = ClassAccuracies.of(outcomes(new int[] {1}, 1));

    assertThat(classes.curve(List.of("airplane", "automobile")).labelX())
        .isEqualTo("class (0 airplane, 1 automobile)");
    assertThat(classes.curve(Collections.nCopies(20, "x")).labelX()).endsWith(", 19 x)");
    assertThat(classes.curve(Collections.nCopies(21, "x")).labelX()).isEqualTo("class");
  }

  @Test
  void needsOutcomesAndScores() {
    assertThat(new Accuracy().needs()).isEqualTo(new Needs(false, 0, 10_000, 0, 10_000));
  }

  private static Outcomes outcomes(int[] labels, int... predictions) {
    Outcomes outcomes = new Outcomes();
    outcomes.add(predictions, labels);
    return outcomes;
  }

  private static Scores scores(int[] labels, float[][] scores) {
    return new Scores(
        Trial.BASELINE,
        0,
        Nd4j.createFromArray(scores),
        Nd4j.createFromArray(scores),
        IntStream.of(labels).boxed().toList());
  }

  @Test
  void refusesToClassifyNothing() {
    assertThatThrownBy(() -> new Accuracy(0))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("at least 1, but is 0");
  }
}
