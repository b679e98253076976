package org.orthant.framework.run.measure;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.array.Dense;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.lending.LentArrays;
import org.orthant.framework.run.lending.ShownWeights;

/** One trial, one layer, one group of images, as one probe sees it. */
final class GroupBlock extends View implements Block {
  private final Trial trial;
  private final int group;
  private final Products products;

  GroupBlock(Trial trial, int group, Products products, Seed seed, LentArrays shown) {
    super(products.layer(), seed, shown);
    this.trial = trial;
    this.group = group;
    this.products = products;
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
  public INDArray inputs() {
    return shown("inputs", products.inputs().tensor());
  }

  /** That of bits needs no look at them. */
  @Override
  public double largestInput() {
    return products.inputs().packed().isPresent() ? 1 : Block.super.largestInput();
  }

  @Override
  public Optional<INDArray> continuousInputs() {
    return products.continuous().map(before -> shown("continuous inputs", before));
  }

  @Override
  public INDArray unfold(INDArray tensor) {
    return isOfInputs(tensor)
        ? shown("patches", products.unfold(products.inputs().tensor()))
        : products.unfold(tensor);
  }

  @Override
  public INDArray dots(Weights weights, INDArray tensor) {
    return isOfInputs(tensor)
        ? shown(productsWith(weights), products.dots(weights))
        : products.dots(weights, tensor);
  }

  private INDArray shown(String name, INDArray array) {
    return shown().array(name, array, products.shared());
  }

  private static String productsWith(Weights weights) {
    return "products with " + ShownWeights.inWords(weights);
  }

  /** Then what comes of it is shared; else it is the caller's own. */
  private boolean isOfInputs(INDArray tensor) {
    return tensor == inputs();
  }

  @Override
  public float[] dots(Weights weights) {
    return shown().values(productsWith(weights), products.shared(), products.values(weights));
  }

  @Override
  public INDArray products(Weights weights, INDArray rows) {
    return products.layer().filters(weights).rowProducts(Dense.of(rows));
  }
}
