package org.orthant.api.measure;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.kernels.pairs.Magnitude;

/**
 * One trial, one layer, one group of images. What it gives is shared by all probes and computed at
 * most once, so it must not be changed.
 */
public interface Block extends LayerView {
  Trial trial();

  /** The group's number, from 0. */
  int group();

  /**
   * Returns the inputs of the layer: [images, height, width, channels], or [images, d] if dense.
   */
  INDArray inputs();

  /** The largest |a| among {@link #inputs()}. */
  default double largestInput() {
    return Magnitude.largest(Floats.of(inputs()));
  }

  /**
   * The activations in front of the layer before they were quantized, shaped as {@link #inputs()}:
   * what enters the nearest quantizer, passed through the max pools, pads and the like that lie
   * between it and the layer. Empty where the inputs are continuous, as those of the first layer or
   * of one behind a sum.
   */
  Optional<INDArray> continuousInputs();

  /**
   * The vectors a filter meets: patches of the padded image, in the order (kernel row, kernel
   * column, channel). In a layer with groups each position has a vector for each group, the groups
   * one after the other; the filters of a group meet its vectors alone.
   *
   * @param tensor shaped as {@link #inputs()}
   * @return [images × positions × groups, d]
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

  /**
   * The products of all filters with what enters the layer, as plain numbers.
   *
   * @return [images × positions, filters], row after row
   */
  default float[] dots(Weights weights) {
    return Floats.of(dots(weights, inputs()));
  }

  /**
   * The products of the filters with any vectors; in a layer with groups of the filters of each
   * group with its vectors.
   *
   * @param rows [n × groups, d] in the order of {@link #unfold}, float32, dense, c-order
   * @return a new array [n, filters]
   */
  INDArray products(Weights weights, INDArray rows);
}
