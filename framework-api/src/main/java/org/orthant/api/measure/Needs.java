package org.orthant.api.measure;

import java.util.stream.IntStream;

/**
 * The needs of a probe: all that it must see.
 *
 * @param weights the weights of every layer
 * @param inputs of how many test images the layers' inputs; 0 for none
 * @param outcomes of how many test images the predictions beside their labels; 0 for none
 * @param gradients of how many test images the gradients of the weights; 0 for none
 * @param scores of how many test images the network's outputs; 0 for none
 * @param predictions of how many test images the predictions, whether the images have labels or
 *     not; 0 for none
 */
public record Needs(
    boolean weights, int inputs, int outcomes, int gradients, int scores, int predictions) {
  public static final Needs WEIGHTS = new Needs(true, 0, 0, 0, 0);

  /** Needs of probes that have no use for predictions without labels. */
  public Needs(boolean weights, int inputs, int outcomes, int gradients, int scores) {
    this(weights, inputs, outcomes, gradients, scores, 0);
  }

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

  public static Needs predictions(int images) {
    return new Needs(false, 0, 0, 0, 0, images);
  }

  /** Returns these needs and the weights of every layer. */
  public Needs andWeights() {
    return new Needs(true, inputs, outcomes, gradients, scores, predictions);
  }

  /** Returns these needs and the network's outputs for so many test images. */
  public Needs andScores(int images) {
    return new Needs(weights, inputs, outcomes, gradients, images, predictions);
  }

  /** Returns how many test images must pass the network. */
  public int images() {
    return IntStream.of(inputs, outcomes, gradients, scores, predictions).max().getAsInt();
  }

  /** Returns of how many test images the probe sees predictions, with labels or without. */
  public int predicted() {
    return Math.max(outcomes, predictions);
  }

  /** Whether the images must have labels: an outcome is right or wrong, and a loss has a target. */
  public boolean labels() {
    return outcomes > 0 || gradients > 0;
  }
}
