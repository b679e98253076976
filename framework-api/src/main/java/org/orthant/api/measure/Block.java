package org.orthant.api.measure;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One trial, one layer, one group of images. What it gives is shared by all probes and computed at
 * most once, so it must not be changed.
 */
public interface Block extends LayerView {
  Trial trial();

  /** The group's number, from 0. */
  int group();

  /** What enters the layer: [images, height, width, channels], or [images, d] if dense. */
  INDArray inputs();

  /**
   * The vectors a filter meets: patches padded with zeros, in the order (kernel row, kernel column,
   * channel).
   *
   * @param tensor shaped as {@link #inputs()}
   * @return [images × positions, d]
   */
  INDArray unfold(INDArray tensor);

  /**
   * The products of all filters with all patches.
   *
   * @param weights which weights
   * @param tensor shaped as {@link #inputs()}
   * @return [images × positions, filters]
   */
  INDArray dots(Weights weights, INDArray tensor);
}
