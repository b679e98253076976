package org.orthant.framework.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.orthant.api.finding.Grade;
import org.orthant.api.finding.Subject;
import org.orthant.api.finding.Verdict;
import org.orthant.api.statistics.Outcomes;

class GuessingTest {
  private static final Verdict STRAINED =
      new Verdict(Subject.network(), Grade.STRAINED, "Under binary, strained: dense1.");

  // P(X ≥ correct), X ~ Bin(images, mostFrequent/images), summed in exact fractions.
  @ParameterizedTest
  @CsvSource({
    "20, 100, 14, 0.061446",
    "21, 100, 14, 0.035647",
    "10, 25, 6, 0.055972",
    "11, 25, 6, 0.022189",
    "5, 10, 3, 0.150268",
    "6, 10, 3, 0.047349"
  })
  void isBeatenWhereTheExactBinomialTestRejects(
      long correct, long images, long mostFrequent, double p) {
    Guessing guessing = new Guessing(correct, images, mostFrequent);

    assertThat(guessing.isBeaten()).isEqualTo(p < 0.05);
    assertThat(guessing.inWords()).endsWith(String.format(Locale.ROOT, "p = %.2g)", p));
  }

  @Test
  void chanceIsTheShareOfTheMostFrequentLabel() {
    Outcomes always = new Outcomes();
    int[] labels = new int[1000];
    Arrays.fill(labels, 0, 700, 3);
    always.add(filled(3, 1000), labels);

    assertThat(Guessing.of(always)).contains(new Guessing(700, 1000, 700));
    assertThat(Guessing.of(always).orElseThrow().isBeaten()).isFalse();
    assertThat(Guessing.of(always).orElseThrow().isShown()).isTrue();
    assertThat(Guessing.of(new Outcomes())).isEmpty();
  }

  private static int[] filled(int value, int length) {
    int[] filled = new int[length];
    Arrays.fill(filled, value);
    return filled;
  }

  @Test
  void aNetworkAtChanceHasNoGradeAndThatIsSaidFirst() {
    Verdict introduced = new Guessing(129, 1000, 126).introducing(STRAINED);

    assertThat(introduced.grade()).isEqualTo(Grade.NOT_EVALUATED);
    assertThat(introduced.reason())
        .startsWith(
            "The network classifies no better than guessing: its accuracy is 0.1290 (95 % interval"
                + " 0.1096 to 0.1512, n = 1000 test images) where always naming the most frequent"
                + " label gives 0.1260 (exact binomial test, p = 0.4")
        .endsWith("). Under binary, strained: dense1.");
  }

  @Test
  void fewImagesAccuseNobody() {
    Guessing few = new Guessing(7, 25, 5);

    assertThat(few.isBeaten()).isFalse();
    assertThat(few.isShown()).isFalse();
    assertThat(few.introducing(STRAINED).grade()).isEqualTo(Grade.STRAINED);
    assertThat(few.introducing(STRAINED).reason())
        .startsWith(
            "25 test images cannot tell whether the network classifies better than guessing: its"
                + " accuracy is 0.2800 (95 % interval ");
    assertThat(new Guessing(1, 1, 1).inWords()).startsWith("1 test image cannot tell");
    assertThat(new Guessing(99, 100, 100).isShown()).isFalse();
  }

  @Test
  void ofANetworkThatWorksNothingIsSaid() {
    assertThat(new Guessing(9834, 10_000, 1135).introducing(STRAINED)).isEqualTo(STRAINED);
    assertThat(new Guessing(13, 25, 6).introducing(STRAINED)).isEqualTo(STRAINED);
  }
}
