package org.orthant.api.measure;

/**
 * What a probe must see.
 *
 * @param weights the weights of every layer
 * @param inputs of how many test images the layers' inputs; 0 for none
 * @param outcomes of how many test images the predictions; 0 for none
 * @param gradients of how many test images the gradients of the weights; 0 for none
 * @param scores of how many test images the network's outputs; 0 for none
 */
public record Needs(boolean weights, int inputs, int outcomes, int gradients, int scores) {
  public static final Needs WEIGHTS = new Needs(true, 0, 0, 0, 0);

  public static Needs inputs(int images) {
    return new Needs(false, images, 0, 0, 0);
  }

  public static Needs outcomes(int images) {
    return new Needs(false, 0, images, 0, 0);
  }

  public static Needs gradients(int images) {
    return new Needs(false, 0, 0, images, 0);
  }

  public static Needs scores(int images) {
    return new Needs(false, 0, 0, 0, images);
  }

  /** The same, and the weights of every layer. */
  public Needs andWeights() {
    return new Needs(true, inputs, outcomes, gradients, scores);
  }

  /** The same, and the network's outputs for so many test images. */
  public Needs andScores(int images) {
    return new Needs(weights, inputs, outcomes, gradients, images);
  }

  /** How many test images must pass the network. */
  public int images() {
    return Math.max(Math.max(inputs, outcomes), Math.max(gradients, scores));
  }

  /** Whether the images must have labels: an outcome is right or wrong, and a loss has a target. */
  public boolean labels() {
    return outcomes > 0 || gradients > 0;
  }
}
