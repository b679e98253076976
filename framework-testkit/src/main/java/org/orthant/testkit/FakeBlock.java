package org.orthant.testkit;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.Seed;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Patches;
import org.orthant.api.model.VectorMap;

/**
 * A group of inputs of a layer, whose products are summed in float64; as quantized activations they
 * may come with what they were before. An image of a convolution is written pixel after pixel.
 */
public class FakeBlock implements Block {
  private final FakeLayer view;
  private final Trial trial;
  private final int group;
  private final INDArray inputs;
  private final Optional<INDArray> continuous;

  /**
   * Of a layer whose inputs are continuous, of the network as trained.
   *
   * @param images [images, numbers of one]
   */
  public FakeBlock(FakeLayer view, int group, float[][] images) {
    this(view, group, images, Optional.empty());
  }

  /**
   * Of the network as trained.
   *
   * @param images [images, numbers of one]
   * @param continuous the same before they were quantized; empty for the first layer
   */
  public FakeBlock(FakeLayer view, int group, float[][] images, Optional<float[][]> continuous) {
    this(view, Trial.BASELINE, group, images, continuous);
  }

  /** Of a trial; the rest as for the network as trained. */
  public FakeBlock(
      FakeLayer view, Trial trial, int group, float[][] images, Optional<float[][]> continuous) {
    this.view = view;
    this.trial = trial;
    this.group = group;
    this.inputs = tensor(images);
    this.continuous = continuous.map(this::tensor);
  }

  private INDArray tensor(float[][] images) {
    LayerShape shape = view.shape();
    INDArray rows = Nd4j.createFromArray(images);
    return shape.kind() == LayerKind.DENSE
        ? rows
        : rows.reshape(
            images.length, shape.input().height(), shape.input().width(), shape.input().channels());
  }

  @Override
  public int group() {
    return group;
  }

  @Override
  public Trial trial() {
    return trial;
  }

  @Override
  public INDArray inputs() {
    return inputs;
  }

  @Override
  public Optional<INDArray> continuousInputs() {
    return continuous;
  }

  @Override
  public INDArray unfold(INDArray tensor) {
    return new Patches(view.shape()).all(tensor);
  }

  @Override
  public INDArray dots(Weights weights, INDArray tensor) {
    return products(weights, unfold(tensor));
  }

  @Override
  public INDArray products(Weights weights, INDArray vectors) {
    LayerShape shape = view.shape();
    int dimension = shape.dimension();
    int filters = shape.filters();
    float[] components = vectors.data().asFloat();
    float[] rows = view.weights(weights).data().asFloat();
    int places = components.length / dimension / shape.groups();
    float[] products = new float[places * filters];
    for (int i = 0; i < products.length; i++) {
      int filter = i % filters;
      int vector = i / filters * shape.groups() + filter / shape.filtersPerGroup();
      double sum = 0;
      for (int k = 0; k < dimension; k++) {
        sum += (double) components[vector * dimension + k] * rows[filter * dimension + k];
      }
      products[i] = (float) sum;
    }
    return Nd4j.create(products, new long[] {places, filters}, 'c');
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
  public VectorMap fitAgain(String quantizer, Seed other) {
    return view.fitAgain(quantizer, other);
  }

  @Override
  public Seed seed() {
    return view.seed().fork(group);
  }
}
