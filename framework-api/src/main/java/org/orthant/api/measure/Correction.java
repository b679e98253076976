package org.orthant.api.measure;

/** A correction that makes up for a change, channel by channel, behind every layer's products. */
public enum Correction {
  /**
   * Batch normalization is fitted anew: mean and variance over training images. Where none follows
   * a layer, a factor and a shift restore what the refitted network without changes has there.
   */
  NORMALIZATION,
  /**
   * Means alone are restored to what they are in the network as trained, over training images: bias
   * correction. A change of scale stays.
   *
   * <p>Source: Nagel et al., "Data-free quantization through weight equalization and bias
   * correction", 2019, section 4.2, with means over images.
   */
  MEANS
}
