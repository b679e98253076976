package org.orthant.api.measure;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One trial, one group of images: what the network says of them. The arrays are the probe's own.
 *
 * @param group the group's number, from 0
 * @param altered the network's outputs under the trial, [images, outputs], float32: a score for
 *     each class where it classifies
 * @param unaltered its outputs with no layer changed, shaped alike, and batch normalization
 *     refitted to as many images as the trial says
 * @param labels one for each image; empty where images have no labels
 */
public record Scores(
    Trial trial, int group, INDArray altered, INDArray unaltered, List<Integer> labels) {
  public Scores {
    labels = List.copyOf(labels);
  }

  /** The number of images. */
  public int images() {
    return (int) altered.size(0);
  }

  /** The number of outputs for each image. */
  public int outputs() {
    return (int) altered.size(1);
  }
}
