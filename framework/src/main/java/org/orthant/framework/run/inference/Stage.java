package org.orthant.framework.run.inference;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Layer;
import org.orthant.api.model.Sign;
import org.orthant.kernels.convolution.PackedImages;

/**
 * One layer as some trials compute it. A stage is equal to itself alone, so that trials which share
 * one share what comes of it.
 */
public final class Stage {
  private final QuantizedLayer layer;
  private final Change change;
  private final BatchNorm norm;
  private final Normalization normalization;

  /** Present where signs leave the layer. */
  private final Optional<Thresholds> thresholds;

  public Stage(QuantizedLayer layer, Change change, BatchNorm norm) {
    this.layer = layer;
    this.change = change;
    this.norm = norm;
    this.normalization = new Normalization(norm);
    this.thresholds =
        layer.arithmetic() == Arithmetic.BITS && givesSigns()
            ? Optional.of(new Thresholds(normalization, layer.filters(change.weights())))
            : Optional.empty();
  }

  private boolean givesSigns() {
    return change.activations() == Activations.TRAINED
        && layer
            .layer()
            .activationQuantization()
            .filter(quantization -> quantization.map() instanceof Sign)
            .isPresent();
  }

  public QuantizedLayer layer() {
    return layer;
  }

  public Change change() {
    return change;
  }

  public BatchNorm norm() {
    return norm;
  }

  /** What the batch normalization meets, one row per position that the pool leaves; a new array. */
  public static INDArray pooled(Products products, Change change) {
    Layer layer = products.layer().layer();
    INDArray dots = products.dots(change.weights());
    return layer.pooled() ? MaxPool.rows(dots, layer.shape().input()) : dots.dup('c');
  }

  /** The moments of what the batch normalization meets, channel by channel. */
  public static ChannelMoments moments(Products products, Change change) {
    QuantizedLayer layer = products.layer();
    Filters filters = layer.filters(change.weights());
    return filters
        .sums(products.inputs(), layer.layer().pooled())
        .map(sums -> ChannelMoments.of(sums, filters.packed().orElseThrow()))
        .orElseGet(
            () -> {
              try (INDArray pooled = pooled(products, change)) {
                return ChannelMoments.of(Floats.of(pooled), layer.layer().shape().filters());
              }
            });
  }

  /** Says that {@link #outputs} will be asked for, so that what others ask serves it too. */
  void expect(Products products) {
    thresholds(products).ifPresent(found -> products.expectSigns(change.weights(), found));
  }

  /** What leaves the layer. */
  public Outputs outputs(Products products) {
    return thresholds(products)
        .map(found -> Signals.of(products.signs(change.weights(), found)))
        .map(signs -> new Outputs(() -> normalized(products), signs))
        .orElseGet(() -> outputs(normalized(products)));
  }

  /** Present where signs leave the layer and kernels give them. */
  private Optional<Thresholds> thresholds(Products products) {
    return thresholds.filter(found -> layer.filters(change.weights()).multiply(products.inputs()));
  }

  private INDArray normalized(Products products) {
    INDArray rows = pooled(products, change);
    normalization.normalize(rows);
    return rows;
  }

  private Outputs outputs(INDArray continuous) {
    INDArray activated = activated(continuous);
    Optional<PackedImages> signs = activated == continuous ? Optional.empty() : packed(activated);
    if (signs.isPresent()) {
      activated.close();
    } else if (activated != continuous) {
      // Bits are finite, so that only numbers need to be looked through.
      layer.activations().ifPresent(map -> map.requireFinite(activated, continuous));
    }
    return new Outputs(continuous, signs.map(Signals::of).orElseGet(() -> Signals.of(activated)));
  }

  private INDArray activated(INDArray rows) {
    if (layer.activations().isEmpty() || change.activations() == Activations.IDENTITY) {
      return rows;
    }
    return change.activations() == Activations.HARD_TANH
        ? Transforms.hardTanh(rows, true)
        : layer.activations().get().applyUnbounded(rows);
  }

  /** Signs, whatever quantizer they come from. */
  private Optional<PackedImages> packed(INDArray activated) {
    if (layer.arithmetic() == Arithmetic.FLOATS) {
      return Optional.empty();
    }
    ImageShape input = layer.layer().shape().input();
    int step = layer.layer().pooled() ? 2 : 1;
    int height = input.height() / step;
    int width = input.width() / step;
    int images = (int) (activated.size(0) / ((long) height * width));
    return PackedImages.of(
        Floats.of(Dense.of(activated)), images, height, width, layer.layer().shape().filters());
  }
}
