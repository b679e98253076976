package org.orthant.framework.run.inference;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.Activations;
import org.orthant.api.model.ImageShape;
import org.orthant.api.model.Sign;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.ChannelMoments;
import org.orthant.framework.run.layer.Filters;
import org.orthant.framework.run.layer.Normalization;
import org.orthant.framework.run.layer.Products;
import org.orthant.framework.run.layer.QuantizedLayer;
import org.orthant.framework.run.layer.Signals;
import org.orthant.framework.run.layer.Thresholds;
import org.orthant.framework.run.node.LanePooling;
import org.orthant.framework.run.node.Pooling;
import org.orthant.kernels.lanes.LaneImages;

/** A layer and what follows it at once, as some trials compute them. */
public final class LayerStage implements Stage {
  private final LayerUnit unit;
  private final Alteration alteration;
  private final Normalization normalization;
  private final Optional<Pooling> pooling;
  private final Optional<LanePooling> lanePooling;

  /** Present where signs leave the unit that kernels can give. */
  private final Optional<Thresholds> thresholds;

  LayerStage(LayerUnit unit, Alteration alteration) {
    this.unit = unit;
    this.alteration = alteration;
    this.normalization =
        alteration
            .norm()
            .map(Normalization::new)
            .orElseGet(() -> Normalization.none(layer().shape().filters()));
    this.pooling = unit.pool().map(pool -> new Pooling(pool, layer().shape().output()));
    this.lanePooling =
        unit.pool()
            .map(pool -> new LanePooling(pool, pool.output(List.of(layer().shape().output()))));
    this.thresholds =
        layer().arithmetic() == Arithmetic.BITS
                && alteration.affine().isEmpty()
                && unit.pool().stream().allMatch(Pooling::isTwoByTwo)
            ? sign().map(this::thresholds)
            : Optional.empty();
  }

  private Thresholds thresholds(Sign sign) {
    return new Thresholds(
        normalization, sign, layer().filters(alteration.weights()), pooledByKernels());
  }

  /** The sign at the unit's end, if it has one that gives nothing but +1 and −1. */
  private Optional<Sign> sign() {
    return unit.activation()
        .filter(own -> alteration.activations() == Activations.TRAINED)
        .map(own -> own.quantization().map())
        .filter(Sign.class::isInstance)
        .map(Sign.class::cast)
        .filter(sign -> sign.zero() != 0);
  }

  /** Whether a pool follows, and kernels take it along. */
  private boolean pooledByKernels() {
    return unit.pool().filter(Pooling::isTwoByTwo).isPresent();
  }

  @Override
  public LayerUnit unit() {
    return unit;
  }

  @Override
  public Alteration alteration() {
    return alteration;
  }

  QuantizedLayer layer() {
    return unit.layer();
  }

  /** The layer with what enters it under the trial; the caller closes it. */
  public Products products(Signals input) {
    return new Products(
        layer(),
        layer().entering(alteration.inputs(), input),
        Optional.empty(),
        unit.computesInLanes());
  }

  /**
   * Returns what the batch normalization meets, one row per position that the pool leaves; a new
   * array.
   */
  INDArray pooled(Products products) {
    INDArray dots = products.dots(alteration.weights());
    if (alteration.affine().isEmpty()) {
      return pooling.map(pool -> pool.rows(dots)).orElseGet(() -> dots.dup('c'));
    }
    try (INDArray scaled = scaled(dots)) {
      return pooling.map(pool -> pool.rows(scaled)).orElseGet(() -> scaled.dup('c'));
    }
  }

  /** Returns the same in lanes. */
  private LaneImages pooledLanes(Products products) {
    LaneImages dots = products.lanes(alteration.weights());
    LaneImages scaled = alteration.affine().map(affine -> affine.applied(dots)).orElse(dots);
    return lanePooling.map(pool -> pool.pooled(scaled)).orElse(scaled);
  }

  private INDArray scaled(INDArray dots) {
    float[] rows = Floats.of(dots);
    alteration.affine().orElseThrow().apply(rows);
    return Floats.array(rows, dots.shape());
  }

  /** The products as the pool meets them, for the way back; not to be closed. */
  INDArray unpooled(Products products) {
    INDArray dots = products.dots(alteration.weights());
    return alteration.affine().isEmpty() ? dots : scaled(dots);
  }

  Optional<Pooling> pooling() {
    return pooling;
  }

  /** The moments of what the batch normalization meets, channel by channel. */
  public ChannelMoments moments(Products products) {
    boolean summable =
        alteration.affine().isEmpty() && (unit.pool().isEmpty() || pooledByKernels());
    return moments(
        products,
        summable,
        pooledByKernels(),
        () -> ChannelMoments.of(pooledLanes(products)),
        () -> pooled(products));
  }

  /** The moments of the products themselves, channel by channel. */
  public ChannelMoments momentsOfProducts(Products products) {
    return moments(
        products,
        true,
        false,
        () -> ChannelMoments.of(products.lanes(alteration.weights())),
        () -> products.dots(alteration.weights()).dup('c'));
  }

  private ChannelMoments moments(
      Products products,
      boolean summable,
      boolean pooled,
      Supplier<ChannelMoments> inLanes,
      Supplier<INDArray> otherwise) {
    Filters filters = layer().filters(alteration.weights());
    return Optional.of(products.inputs())
        .filter(inputs -> summable)
        .flatMap(inputs -> filters.sums(inputs, pooled))
        .map(sums -> ChannelMoments.of(sums, filters.packed().orElseThrow()))
        .or(() -> products.areInLanes() ? Optional.of(inLanes.get()) : Optional.empty())
        .orElseGet(
            () -> {
              try (INDArray rows = otherwise.get()) {
                return ChannelMoments.of(Floats.of(rows), layer().shape().filters());
              }
            });
  }

  /** Says that {@link #outputs} will be asked for, so that what others ask serves it too. */
  void expect(Products products) {
    thresholds(products).ifPresent(found -> products.expectSigns(alteration.weights(), found));
  }

  /** Returns what leaves the unit. */
  Outputs outputs(Products products) {
    return thresholds(products)
        .map(found -> Signals.of(products.signs(alteration.weights(), found)))
        .map(signs -> new Outputs(() -> normalized(products), signs))
        .or(() -> laneOutputs(products))
        .orElseGet(() -> outputs(normalized(products)));
  }

  /** Present where numbers leave the unit in lanes. */
  private Optional<Outputs> laneOutputs(Products products) {
    if (!products.areInLanes()) {
      return Optional.empty();
    }
    LaneImages pooled = pooledLanes(products);
    Signals numbers =
        Signals.of(alteration.norm().isPresent() ? normalization.normalized(pooled) : pooled);
    return Optional.of(new Outputs(numbers::tensor, numbers));
  }

  /** Present where signs leave the unit and kernels give them. */
  private Optional<Thresholds> thresholds(Products products) {
    return thresholds.filter(
        found -> layer().filters(alteration.weights()).multiply(products.inputs()));
  }

  private INDArray normalized(Products products) {
    INDArray rows = pooled(products);
    normalization.normalize(rows);
    return rows;
  }

  private Outputs outputs(INDArray continuous) {
    ImageShape image = unit.output();
    return Activation.of(
        continuous, image, unit.activation(), alteration.activations(), layer().arithmetic());
  }
}
