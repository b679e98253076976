package org.orthant.api.measure;

/**
 * What a probe must see.
 *
 * @param weights the weights of every layer
 * @param inputs of how many test images the layers' inputs; 0 for none
 * @param outcomes of how many test images the predictions; 0 for none
 */
public record Needs(boolean weights, int inputs, int outcomes) {
  public static final Needs WEIGHTS = new Needs(true, 0, 0);

  public static Needs inputs(int images) {
    return new Needs(false, images, 0);
  }

  public static Needs outcomes(int images) {
    return new Needs(false, 0, images);
  }

  /** How many test images must pass the network. */
  public int images() {
    return Math.max(inputs, outcomes);
  }
}
