package org.orthant.kernels.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

  @Property(tries = 300, seed = "1705")
  void everyWholeNumberGetsTheSignOfTheRoundedArithmetic(
      @ForAll @IntRange(min = 1, max = 400) int largest,
      @ForAll @FloatRange(min = -400, max = 400) float mean,
      @ForAll @FloatRange(min = 0.01f, max = 100) float deviation,
      @ForAll @FloatRange(min = -3, max = 3) float gamma,
      @ForAll @FloatRange(min = -3, max = 3) float beta) {
    SignThresholds.Positive positive = (filter, dot) -> (dot - mean) / deviation * gamma + beta > 0;
    SignThresholds thresholds = SignThresholds.of(1, largest, positive);
    int[] dots = new int[2 * largest + 1];
    for (int i = 0; i < dots.length; i++) {
      dots[i] = i - largest;
    }
    int[] words = new int[dots.length];
    thresholds.addSigns(0, dots, 0, dots.length, words);
    for (int i = 0; i < dots.length; i++) {
      assertThat(words[i]).as("%d", dots[i]).isEqualTo(positive.test(0, dots[i]) ? 1 : 0);
    }
  }

  @Property(tries = 300, seed = "1705")
  void everyRealNumberGetsTheSignOfTheRoundedArithmetic(
      @ForAll @FloatRange(min = -400, max = 400) float mean,
      @ForAll @FloatRange(min = 0.01f, max = 100) float deviation,
      @ForAll @FloatRange(min = -3, max = 3) float gamma,
      @ForAll @FloatRange(min = -3, max = 3) float beta) {
    RealThresholds.Positive positive =
        (filter, dot) -> (gamma == 0 ? 0 : (dot - mean) / deviation * gamma) + beta > 0;
    RealThresholds thresholds = RealThresholds.of(1, positive);
    float crossing = mean - beta * deviation / gamma;
    float dot = Float.isFinite(crossing) ? crossing : 0;
    for (int i = 0; i < 20; i++) {
      dot = Math.nextDown(dot);
    }
    for (int i = 0; i < 40; i++) {
      int[] word = new int[1];
      thresholds.addSigns(0, new float[][] {{dot}}, 0, 1, word);
      assertThat(word[0]).as("%s", dot).isEqualTo(positive.test(0, dot) ? 1 : 0);
      assertThat(thresholds.word(0, new float[] {dot}, 0)).isEqualTo(word[0]);
      dot = Math.nextUp(dot);
    }
  }

  @Property(tries = 100, seed = "1705")
  void vectorsCompareAsBranchesDo(@ForAll Random random) {
    int filters = RealThresholds.TOGETHER;
    float[] edges = {
      0,
      -0f,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      1,
      -1,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY
    };
    float[] crossings = new float[2 * filters];
    boolean[] falling = new boolean[2 * filters];
    for (int f = 0; f < crossings.length; f++) {
      crossings[f] = edges[random.nextInt(8)];
      falling[f] = random.nextBoolean();
    }
    RealThresholds thresholds =
        RealThresholds.of(
            crossings.length,
            (filter, dot) -> falling[filter] ? dot < crossings[filter] : dot > crossings[filter]);
    int positions = 50;
    float[][] dots = new float[crossings.length][positions];
    for (float[] row : dots) {
      for (int m = 0; m < positions; m++) {
        row[m] = random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextFloat();
      }
    }

    int[] words = new int[positions];
    for (int f = 0; f < dots.length; f += filters) {
      thresholds.addSigns(f, Arrays.copyOfRange(dots, f, f + filters), 0, positions, words);
    }

    for (int m = 0; m < positions; m++) {
      float[] column = new float[dots.length];
      for (int f = 0; f < dots.length; f++) {
        column[f] = dots[f][m];
      }
      assertThat(words[m]).as("%s", column).isEqualTo(thresholds.word(0, column, 0));
    }
  }

  @Test
  void whatNeverChangesHasNoThreshold() {
    for (boolean always : new boolean[] {true, false}) {
      RealThresholds thresholds = RealThresholds.of(1, (filter, dot) -> always);
      for (float dot : new float[] {-Float.MAX_VALUE, -1, -0f, 0, 1, Float.MAX_VALUE}) {
        assertThat(thresholds.word(0, new float[] {dot}, 0)).isEqualTo(always ? 1 : 0);
      }
    }
  }

  @Test
  void aNetworkThatIsNotFiniteIsNeverPositive() {
    int[] words = new int[3];
    SignThresholds.of(1, 5, (filter, dot) -> dot * Float.NaN > 0)
        .addSigns(0, new int[] {-5, 0, 5}, 0, 3, words);
    assertThat(words).containsOnly(0);
  }
}
