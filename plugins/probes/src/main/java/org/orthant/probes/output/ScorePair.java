package org.orthant.probes.output;

/** What two networks say of one image. */
final class ScorePair {
  private final float[] altered;
  private final float[] unaltered;

  /**
   * A pair, which keeps the arrays.
   *
   * @param altered the altered network's scores, one per output
   * @param unaltered the unaltered one's, as many
   */
  ScorePair(float[] altered, float[] unaltered) {
    this.altered = altered;
    this.unaltered = unaltered;
  }

  /**
   * Whether both have the highest score at the same output, the first of those with it; false where
   * the altered network's are not finite.
   */
  boolean agrees() {
    return Double.isFinite(length(altered)) && highest(altered) == highest(unaltered);
  }

  private static int highest(float... scores) {
    int highest = 0;
    for (int i = 1; i < scores.length; i++) {
      highest = scores[i] > scores[highest] ? i : highest;
    }
    return highest;
  }

  /**
   * The Kullback-Leibler divergence Σ p (ln p − ln q) of the altered network's probabilities q from
   * the unaltered one's p, where both are the softmax of the scores, in nats; NaN where a score is
   * not finite.
   */
  double divergence() {
    double normAltered = logSumOfExponentials(altered);
    double normUnaltered = logSumOfExponentials(unaltered);
    double divergence = 0;
    for (int i = 0; i < altered.length; i++) {
      double logP = unaltered[i] - normUnaltered;
      divergence += StrictMath.exp(logP) * (logP - (altered[i] - normAltered));
    }
    // Rounding may leave a little less than 0.
    return Double.isFinite(divergence) ? Math.max(0, divergence) : Double.NaN;
  }

  private static double logSumOfExponentials(float... scores) {
    double largest = scores[highest(scores)];
    double sum = 0;
    for (float score : scores) {
      sum += StrictMath.exp(score - largest);
    }
    return largest + StrictMath.log(sum);
  }

  /** The cosine of the angle between the scores; NaN where either are all 0 or not finite. */
  double cosine() {
    double dot = 0;
    for (int i = 0; i < altered.length; i++) {
      dot += (double) altered[i] * unaltered[i];
    }
    double cosine = dot / (length(altered) * length(unaltered));
    return Math.max(-1, Math.min(1, cosine));
  }

  /** ‖altered − unaltered‖ / ‖unaltered‖; NaN where the latter is 0 or a score is not finite. */
  double relativeError() {
    double squares = 0;
    for (int i = 0; i < altered.length; i++) {
      double difference = (double) altered[i] - unaltered[i];
      squares += difference * difference;
    }
    double error = Math.sqrt(squares) / length(unaltered);
    return Double.isFinite(error) ? error : Double.NaN;
  }

  private static double length(float... scores) {
    double squares = 0;
    for (float score : scores) {
      squares += (double) score * score;
    }
    return Math.sqrt(squares);
  }
}
