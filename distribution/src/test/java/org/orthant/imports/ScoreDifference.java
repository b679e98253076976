package org.orthant.imports;

/**
 * How far two networks' scores of the same images lie apart, in standard deviations of all scores.
 *
 * @param alike the fraction of images none of whose scores differ by more than rounding
 * @param largest of all scores
 * @param mean over all scores
 * @param equalPredictions the fraction of images of which the same class has the largest score
 */
record ScoreDifference(double alike, double largest, double mean, double equalPredictions) {
  /** Sums of floats in another order, of some thousand terms in a few layers. */
  private static final double ROUNDING = 1e-5;

  /**
   * Compares.
   *
   * @param scores [images, classes], one after the other
   * @param others of the same images
   */
  static ScoreDifference of(float[] scores, float[] others, int classes) {
    double deviation = deviation(others);
    int images = scores.length / classes;
    int alike = 0;
    int equal = 0;
    double largest = 0;
    double sum = 0;
    for (int first = 0; first < scores.length; first += classes) {
      double largestOfImage = 0;
      for (int i = first; i < first + classes; i++) {
        double difference = Math.abs((double) scores[i] - others[i]) / deviation;
        largestOfImage = Math.max(largestOfImage, difference);
        sum += difference;
      }
      alike += largestOfImage <= ROUNDING ? 1 : 0;
      equal += prediction(scores, first, classes) == prediction(others, first, classes) ? 1 : 0;
      largest = Math.max(largest, largestOfImage);
    }
    return new ScoreDifference(
        (double) alike / images, largest, sum / scores.length, (double) equal / images);
  }

  private static double deviation(float... scores) {
    double sum = 0;
    double squares = 0;
    for (float score : scores) {
      sum += score;
      squares += (double) score * score;
    }
    double mean = sum / scores.length;
    return Math.sqrt(squares / scores.length - mean * mean);
  }

  private static int prediction(float[] scores, int first, int classes) {
    int best = first;
    for (int i = first + 1; i < first + classes; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best - first;
  }
}
