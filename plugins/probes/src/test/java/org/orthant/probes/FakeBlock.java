package org.orthant.probes;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.api.model.VectorMap;

/**
 * A group of inputs [images, d] of a dense layer, whose products are summed in float64; as
 * quantized activations they may come with what they were before.
 */
final class FakeBlock implements Block {
  private final FakeLayer view;
  private final int group;
  private final float[][] images;
  private final Optional<float[][]> continuous;

  /** Of a layer whose inputs are continuous. */
  FakeBlock(FakeLayer view, int group, float[][] images) {
    this(view, group, images, Optional.empty());
  }

  FakeBlock(FakeLayer view, int group, float[][] images, Optional<float[][]> continuous) {
    this.view = view;
    this.group = group;
    this.images = images;
    this.continuous = continuous;
  }

  @Override
  public int group() {
    return group;
  }

  @Override
  public Trial trial() {
    return Trial.BASELINE;
  }

  @Override
  public INDArray inputs() {
    return Nd4j.createFromArray(images);
  }

  @Override
  public Optional<INDArray> continuousInputs() {
    return continuous.map(Nd4j::createFromArray);
  }

  @Override
  public INDArray products(Weights weights, INDArray rows) {
    return dots(weights, rows);
  }

  @Override
  public INDArray unfold(INDArray tensor) {
    return tensor;
  }

  @Override
  public INDArray dots(Weights weights, INDArray tensor) {
    int dimension = (int) tensor.size(1);
    float[] inputs = tensor.data().asFloat();
    float[] rows = view.weights(weights).data().asFloat();
    int filters = rows.length / dimension;
    float[] products = new float[inputs.length / dimension * filters];
    for (int i = 0; i < products.length; i++) {
      double sum = 0;
      for (int k = 0; k < dimension; k++) {
        sum += (double) inputs[i / filters * dimension + k] * rows[i % filters * dimension + k];
      }
      products[i] = (float) sum;
    }
    return Nd4j.create(products, new long[] {inputs.length / dimension, filters}, 'c');
  }

  @Override
  public Layer layer() {
    return view.layer();
  }

  @Override
  public List<String> quantizers() {
    return view.quantizers();
  }

  @Override
  public INDArray weights(Weights weights) {
    return view.weights(weights);
  }

  @Override
  public VectorMap map(String quantizer) {
    return view.map(quantizer);
  }

  @Override
  public VectorMap refit(String quantizer, Seed other) {
    return view.refit(quantizer, other);
  }

  @Override
  public Seed seed() {
    return view.seed();
  }
}
