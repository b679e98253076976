package org.orthant.framework.run.measure;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.measure.Gradient;
import org.orthant.api.measure.Trial;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.lending.LentArrays;

/** The gradient of one trial, one layer, one group of images, as one probe sees it. */
final class GroupGradient extends View implements Gradient {
  private final Trial trial;
  private final int group;
  private final Products products;
  private final INDArray ofDots;

  /**
   * @param ofDots the gradient with respect to the layer's dot products
   */
  GroupGradient(
      Trial trial, int group, Products products, INDArray ofDots, Seed seed, LentArrays shown) {
    super(products.layer(), seed, shown);
    this.trial = trial;
    this.group = group;
    this.products = products;
    this.ofDots = ofDots;
  }

  @Override
  public Trial trial() {
    return trial;
  }

  @Override
  public int group() {
    return group;
  }

  @Override
  public INDArray ofWeights() {
    return products.weightGradient(ofDots);
  }
}
