package org.orthant.probes;

import java.util.List;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Scores;
import org.orthant.api.measure.Stats;
import org.orthant.api.statistics.Tally;

/**
 * Of how many images the label is among the five highest scores. Of equal scores the one of the
 * smaller class counts as the higher, as predictions have it; a score that is not a number is no
 * score for a label, and higher than any other. Of five outputs or fewer it says nothing.
 */
final class TopScores {
  private static final int PLACES = 5;
  private static final Key<Tally> HITS = Key.total("top-5", Tally.class);

  private TopScores() {}

  /** Keeps what a group of images shows. */
  static void write(Scores scores, Stats out) {
    Tally hits = out.at(HITS, Tally::new);
    List<Integer> labels = scores.labels();
    float[] all = Floats.of(scores.altered());
    int outputs = scores.outputs();
    for (int image = 0; outputs > PLACES && image < labels.size(); image++) {
      int label = labels.get(image);
      hits.add(label < outputs && place(all, image * outputs, outputs, label) < PLACES);
    }
  }

  /**
   * Returns how many scores are higher than the label's, itself among them where it is not a
   * number.
   */
  private static int place(float[] scores, int from, int outputs, int label) {
    float ofLabel = scores[from + label];
    int higher = 0;
    for (int output = 0; output < outputs; output++) {
      float score = scores[from + output];
      boolean isLower = score < ofLabel || (score == ofLabel && output >= label);
      higher += isLower ? 0 : 1;
    }
    return higher;
  }

  /**
   * Returns how many images there are, and of how many the label was among the five; none of
   * neither.
   */
  static Tally read(Recording recording) {
    return recording.total(HITS);
  }
}
