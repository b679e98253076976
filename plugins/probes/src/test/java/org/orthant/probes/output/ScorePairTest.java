package org.orthant.probes.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScorePairTest {

  /** Softmax, logarithms and norms of NumPy, in float64. */
  @Test
  void agreesWithNumpy() {
    ScorePair pair = new ScorePair(new float[] {1, 0.5f, -2}, new float[] {2, -1, 0.25f});

    assertThat(pair.agrees()).isTrue();
    assertThat(pair.divergence()).isCloseTo(0.3786345662874418, within(1e-12));
    assertThat(pair.cosine()).isCloseTo(0.19397145798754878, within(1e-12));
    assertThat(pair.relativeError()).isCloseTo(1.2813958438523108, within(1e-12));
  }

  @Test
  void twoEvenOutputsAgainstOneThatIsCertainDivergeByLnTwo() {
    ScorePair pair = new ScorePair(new float[] {3, 3}, new float[] {1000, 0});

    assertThat(pair.divergence()).isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void theFirstOfEqualScoresIsThePrediction() {
    assertThat(new ScorePair(new float[] {5, 5, 1}, new float[] {9, 2, 3}).agrees()).isTrue();
    assertThat(new ScorePair(new float[] {1, 5, 5}, new float[] {1, 2, 3}).agrees()).isFalse();
  }

  @Test
  void aFactorAndAShiftShowWhereTheyShould() {
    float[] scores = {0.5f, -1.5f, 2};
    ScorePair doubled = new ScorePair(new float[] {1, -3, 4}, scores);
    ScorePair shifted = new ScorePair(new float[] {4.5f, 2.5f, 6}, scores);

    assertThat(doubled.cosine()).isCloseTo(1, within(1e-15));
    assertThat(doubled.relativeError()).isCloseTo(1, within(1e-15));
    assertThat(doubled.divergence()).isPositive();
    // Softmax takes no notice of a shift.
    assertThat(shifted.divergence()).isCloseTo(0, within(1e-12));
    assertThat(shifted.relativeError()).isCloseTo(Math.sqrt(48 / 6.5), within(1e-12));
  }

  @Test
  void whatHasNoDirectionHasNoCosineAndNoRelativeError() {
    float[] nothing = new float[2];
    float[] scores = {1, 2};

    assertThat(new ScorePair(scores, nothing).cosine()).isNaN();
    assertThat(new ScorePair(scores, nothing).relativeError()).isNaN();
    assertThat(new ScorePair(nothing, scores).cosine()).isNaN();
    assertThat(new ScorePair(nothing, scores).relativeError()).isEqualTo(1);
  }

  @Test
  void scoresThatAreNotFiniteAgreeWithNothing() {
    float[] scores = {1, 2};
    for (float lost : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      ScorePair pair = new ScorePair(new float[] {1, lost}, scores);

      assertThat(pair.agrees()).isFalse();
      assertThat(pair.divergence()).isNaN();
      assertThat(pair.cosine()).isNaN();
      assertThat(pair.relativeError()).isNaN();
    }
  }

  @Property(tries = 300, seed = "1705")
  void nothingChangesWhereNothingIsAltered(
      @ForAll @Size(min = 1, max = 6) @FloatRange(min = -90, max = 90) float[] scores) {
    ScorePair pair = new ScorePair(scores.clone(), scores);

    assertThat(pair.agrees()).isTrue();
    assertThat(pair.divergence()).isEqualTo(0);
    if (!Double.isNaN(pair.cosine())) {
      assertThat(pair.cosine()).isCloseTo(1, within(1e-12));
      assertThat(pair.relativeError()).isEqualTo(0);
    }
  }

  @Property(tries = 300, seed = "1705")
  void stayWithinWhatTheyCanBe(
      @ForAll @Size(4) @FloatRange(min = -90, max = 90) float[] altered,
      @ForAll @Size(4) @FloatRange(min = -90, max = 90) float[] unaltered) {
    ScorePair pair = new ScorePair(altered, unaltered);

    assertThat(pair.divergence()).isNotNegative();
    assertThat(Double.isNaN(pair.cosine()) || Math.abs(pair.cosine()) <= 1).isTrue();
  }
}
