package org.orthant.dl4j.block;

import java.nio.FloatBuffer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Sign;
import org.orthant.kernels.convolution.RowPooling;
import org.orthant.kernels.normalization.ColumnStatistics;
import org.orthant.kernels.normalization.GradientSums;
import org.orthant.kernels.normalization.NormalizedSigns;

/** What runs for a {@link QuantizedBlock}. Rows are positions of images, columns filters. */
final class BlockLayer extends BaseLayer<QuantizedBlock> {
  private static final long serialVersionUID = 1L;

  /** What remains of the running statistics in a step, DeepLearning4J's usual share. */
  private static final double KEPT = 0.9;

  private final transient Scratch scratch = new Scratch();

  /** What the backward pass takes from the forward pass. */
  private transient Step step;

  BlockLayer(NeuralNetConfiguration configuration, DataType type) {
    super(configuration, type);
  }

  /** One forward pass. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Step(
      Product product,
      float[][] products,
      float[][] normalized,
      ColumnStatistics statistics,
      NormalizedSigns signs) {}

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspace) {
    assertInputSet(false);
    LayerShape shape = layerConf().shape();
    Portions portions = new Portions((int) input.size(0));
    INDArray weights = layerConf().weights().apply(getParam(BlockParameters.WEIGHTS), () -> input);
    // Both are still needed on the way back.
    Product product =
        Product.of(
            shape,
            workspace.leverageTo(ArrayType.INPUT, Dense.of(input)),
            workspace.leverageTo(ArrayType.INPUT, Dense.of(weights)));
    float[][] products = scratch.products(portions.size() * shape.positions(), shape.filters());
    float[][] normalized =
        layerConf().pooled()
            ? scratch.pooled(portions.size() * positions(), shape.filters())
            : products;
    ColumnStatistics[] statistics = new ColumnStatistics[portions.count()];
    portions.forEach(
        (portion, from, to) -> {
          product.multiply(from, to, products);
          if (layerConf().pooled()) {
            RowPooling pooling = pooling();
            for (int image = from; image < to; image++) {
              pooling.pool(image, products, normalized);
            }
          }
          statistics[portion] = new ColumnStatistics(shape.filters());
          if (training) {
            statistics[portion].add(normalized, from * positions(), to * positions());
          }
        });
    ColumnStatistics all = new ColumnStatistics(shape.filters());
    for (ColumnStatistics some : statistics) {
      all.add(some);
    }
    NormalizedSigns signs = training ? signs(all) : runningSigns();
    step = new Step(product, products, normalized, all, signs);
    return outputs(portions, workspace);
  }

  /** Returns how many positions of an image leave the block. */
  private int positions() {
    int positions = layerConf().shape().positions();
    return layerConf().pooled() ? positions / 4 : positions;
  }

  private RowPooling pooling() {
    return new RowPooling(
        layerConf().shape().input().height(), layerConf().shape().input().width());
  }

  private NormalizedSigns signs(ColumnStatistics statistics) {
    int columns = layerConf().shape().filters();
    float[] mean = new float[columns];
    double[] variance = new double[columns];
    for (int c = 0; c < columns; c++) {
      mean[c] = (float) statistics.mean(c);
      variance[c] = statistics.variance(c);
    }
    return signs(mean, variance);
  }

  private NormalizedSigns runningSigns() {
    return signs(
        getParam(BlockParameters.MEAN).toFloatVector(),
        getParam(BlockParameters.VARIANCE).toDoubleVector());
  }

  private NormalizedSigns signs(float[] mean, double[] variance) {
    float[] scale = getParam(BlockParameters.GAMMA).toFloatVector();
    for (int c = 0; c < scale.length; c++) {
      scale[c] = (float) (scale[c] / deviation(variance[c]));
    }
    return new NormalizedSigns(mean, scale, getParam(BlockParameters.BETA).toFloatVector());
  }

  private double deviation(double variance) {
    return Math.sqrt(variance + layerConf().epsilon());
  }

  private INDArray outputs(Portions portions, LayerWorkspaceMgr workspace) {
    LayerShape shape = layerConf().shape();
    boolean binary = layerConf().activations().filter(Sign.class::isInstance).isPresent();
    INDArray outputs =
        workspace.createUninitialized(
            ArrayType.ACTIVATIONS, DataType.FLOAT, outputShape(portions.size()), 'c');
    FloatBuffer buffer = outputs.data().asNioFloat();
    portions.forEach(
        (portion, from, to) -> {
          float[] row = new float[shape.filters()];
          for (int r = from * positions(); r < to * positions(); r++) {
            if (binary) {
              step.signs().signs(step.normalized()[r], row);
            } else {
              step.signs().numbers(step.normalized()[r], row);
            }
            buffer.put(r * row.length, row);
          }
        });
    if (!binary && layerConf().activations().isPresent()) {
      INDArray rows = outputs.reshape('c', outputs.length() / shape.filters(), shape.filters());
      rows.assign(layerConf().activations().get().apply(rows));
    }
    return outputs;
  }

  private long[] outputShape(int images) {
    LayerShape shape = layerConf().shape();
    int side = layerConf().pooled() ? 2 : 1;
    return shape.kind() == LayerKind.DENSE
        ? new long[] {images, shape.filters()}
        : new long[] {
          images, shape.input().height() / side, shape.input().width() / side, shape.filters()
        };
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspace) {
    assertInputSet(true);
    int columns = layerConf().shape().filters();
    Portions portions = new Portions((int) epsilon.size(0));
    float[][] gradients = scratch.gradients(portions.size() * positions(), columns);
    GradientSums sums = receive(portions, Dense.of(epsilon), gradients);
    Gradient gradient = normalizationGradient(sums);
    float[][] back = throughNormalization(portions, sums, gradients);
    INDArray weightGradient = gradientViews.get(BlockParameters.WEIGHTS);
    step.product().receive(back, workspace);
    step.product().weightGradient(back, scratch, weightGradient);
    gradient.setGradientFor(BlockParameters.WEIGHTS, weightGradient);
    INDArray inputGradient =
        getIndex() == 0 ? null : step.product().inputGradient(workspace).reshape(input.shape());
    moveRunningStatistics();
    step = null;
    return new Pair<>(gradient, inputGradient);
  }

  /** The gradients of y, by the straight-through estimator, and their sums. */
  private GradientSums receive(Portions portions, INDArray epsilon, float[][] gradients) {
    int columns = layerConf().shape().filters();
    boolean quantized = layerConf().activations().isPresent();
    GradientSums[] sums = new GradientSums[portions.count()];
    Floats.read(
        epsilon,
        numbers ->
            portions.forEach(
                (portion, from, to) -> {
                  float[] y = new float[columns];
                  for (int r = from * positions(); r < to * positions(); r++) {
                    numbers.get(r * columns, gradients[r]);
                    if (quantized) {
                      step.signs().numbers(step.normalized()[r], y);
                      NormalizedSigns.pass(y, gradients[r]);
                    }
                  }
                  sums[portion] = new GradientSums(columns);
                  step.signs()
                      .addTo(
                          sums[portion],
                          step.normalized(),
                          gradients,
                          from * positions(),
                          to * positions());
                }));
    GradientSums all = new GradientSums(columns);
    for (GradientSums some : sums) {
      all.add(some);
    }
    return all;
  }

  private Gradient normalizationGradient(GradientSums sums) {
    int columns = layerConf().shape().filters();
    float[] gamma = new float[columns];
    float[] beta = new float[columns];
    for (int c = 0; c < columns; c++) {
      gamma[c] = (float) (sums.products(c) / deviation(step.statistics().variance(c)));
      beta[c] = (float) sums.gradients(c);
    }
    Gradient gradient = new DefaultGradient();
    put(gradient, BlockParameters.GAMMA, gamma);
    put(gradient, BlockParameters.BETA, beta);
    put(gradient, BlockParameters.MEAN, new float[columns]);
    put(gradient, BlockParameters.VARIANCE, new float[columns]);
    return gradient;
  }

  private void put(Gradient gradient, String key, float[] values) {
    INDArray view = gradientViews.get(key);
    view.assign(Nd4j.createFromArray(values));
    gradient.setGradientFor(key, view);
  }

  /** The gradients of the products, from those of y, which are overwritten. */
  private float[][] throughNormalization(
      Portions portions, GradientSums sums, float[][] gradients) {
    LayerShape shape = layerConf().shape();
    int columns = shape.filters();
    double count = step.statistics().count();
    float[] common = new float[columns];
    float[] perDeviation = new float[columns];
    for (int c = 0; c < columns; c++) {
      common[c] = (float) (sums.gradients(c) / count);
      double variance = step.statistics().variance(c) + layerConf().epsilon();
      perDeviation[c] = (float) (sums.products(c) / count / variance);
    }
    float[][] spread =
        layerConf().pooled()
            ? scratch.spread(portions.size() * shape.positions(), columns)
            : gradients;
    portions.forEach(
        (portion, from, to) -> {
          for (int r = from * positions(); r < to * positions(); r++) {
            step.signs().back(step.normalized()[r], gradients[r], common, perDeviation);
          }
          if (layerConf().pooled()) {
            RowPooling pooling = pooling();
            for (int image = from; image < to; image++) {
              pooling.spread(image, step.products(), step.normalized(), gradients, spread);
            }
          }
        });
    return spread;
  }

  private void moveRunningStatistics() {
    int columns = layerConf().shape().filters();
    float[] mean = getParam(BlockParameters.MEAN).toFloatVector();
    float[] variance = getParam(BlockParameters.VARIANCE).toFloatVector();
    for (int c = 0; c < columns; c++) {
      mean[c] += (float) ((1 - KEPT) * (step.statistics().mean(c) - mean[c]));
      variance[c] += (float) ((1 - KEPT) * (step.statistics().variance(c) - variance[c]));
    }
    getParam(BlockParameters.MEAN).assign(Nd4j.createFromArray(mean));
    getParam(BlockParameters.VARIANCE).assign(Nd4j.createFromArray(variance));
  }
}
