package org.orthant.datasets;

import java.util.SplittableRandom;

/** The linear classifier of maximum likelihood, by stochastic gradient descent. */
final class SoftmaxRegression {
  private static final int CLASSES = 10;
  private static final double RATE = 1e-3;

  private final double[][] weights;

  private SoftmaxRegression(int inputs) {
    weights = new double[CLASSES][inputs + 1];
  }

  static SoftmaxRegression train(float[][] images, int[] labels, int epochs) {
    SoftmaxRegression model = new SoftmaxRegression(images[0].length);
    SplittableRandom random = new SplittableRandom(1);
    int steps = epochs * images.length;
    for (int step = 0; step < steps; step++) {
      int i = random.nextInt(images.length);
      model.learn(images[i], labels[i], RATE * (1 - (double) step / steps));
    }
    return model;
  }

  int predict(float[] image) {
    double[] scores = scores(image);
    int best = 0;
    for (int c = 1; c < CLASSES; c++) {
      best = scores[c] > scores[best] ? c : best;
    }
    return best;
  }

  private void learn(float[] image, int label, double rate) {
    double[] scores = scores(image);
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score);
    }
    for (int c = 0; c < CLASSES; c++) {
      double change = rate * ((c == label ? 1 : 0) - Math.exp(scores[c]) / sum);
      for (int p = 0; p < image.length; p++) {
        weights[c][p] += change * image[p];
      }
      weights[c][image.length] += change;
    }
  }

  private double[] scores(float[] image) {
    double[] scores = new double[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      double score = weights[c][image.length];
      for (int p = 0; p < image.length; p++) {
        score += weights[c][p] * image[p];
      }
      scores[c] = score;
    }
    return scores;
  }
}
