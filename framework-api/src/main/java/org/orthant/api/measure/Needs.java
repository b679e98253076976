package org.orthant.api.measure;

/**
 * What a probe must see.
 *
 * @param weights the weights of every layer
 * @param inputs of how many test images the layers' inputs; 0 for none
 * @param outcomes of how many test images the predictions; 0 for none
 * @param gradients of how many test images the gradients of the weights; 0 for none
 */
public record Needs(boolean weights, int inputs, int outcomes, int gradients) {
  public static final Needs WEIGHTS = new Needs(true, 0, 0, 0);

  public static Needs inputs(int images) {
    return new Needs(false, images, 0, 0);
  }

  public static Needs outcomes(int images) {
    return new Needs(false, 0, images, 0);
  }

  public static Needs gradients(int images) {
    return new Needs(false, 0, 0, images);
  }

  /** The same, and the weights of every layer. */
  public Needs andWeights() {
    return new Needs(true, inputs, outcomes, gradients);
  }

  /** How many test images must pass the network. */
  public int images() {
    return Math.max(Math.max(inputs, outcomes), gradients);
  }
}
