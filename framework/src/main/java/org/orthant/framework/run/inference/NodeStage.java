package org.orthant.framework.run.inference;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Quantize;
import org.orthant.api.graph.Scale;
import org.orthant.api.measure.Activations;
import org.orthant.api.model.ImageShape;
import org.orthant.framework.run.layer.Arithmetic;
import org.orthant.framework.run.layer.ChannelMoments;
import org.orthant.framework.run.layer.Normalization;
import org.orthant.framework.run.layer.Signals;
import org.orthant.framework.run.node.LaneNodes;
import org.orthant.framework.run.node.Nodes;
import org.orthant.framework.run.node.SignNodes;
import org.orthant.kernels.convolution.PackedImages;
import org.orthant.kernels.lanes.LaneImages;

/** A node by itself, as some trials compute it. */
public final class NodeStage implements Stage {
  private final NodeUnit unit;
  private final Alteration alteration;
  private final Optional<Normalization> normalization;
  private final Optional<ChannelAffine> scale;

  NodeStage(NodeUnit unit, Alteration alteration) {
    this.unit = unit;
    this.alteration = alteration;
    this.normalization = alteration.norm().map(Normalization::new);
    this.scale =
        unit.node() instanceof Scale scale
            ? Optional.of(ChannelAffine.of(scale, unit.output().channels()))
            : Optional.empty();
  }

  @Override
  public NodeUnit unit() {
    return unit;
  }

  @Override
  public Alteration alteration() {
    return alteration;
  }

  /** Returns what leaves the node, in new arrays. */
  Signals output(List<Signals> inputs, Arithmetic arithmetic) {
    boolean areSigns = inputs.stream().allMatch(input -> input.packed().isPresent());
    return Optional.of(inputs)
        .filter(signs -> areSigns)
        .flatMap(this::ofSigns)
        .map(Signals::of)
        .orElseGet(() -> ofNumbers(inputs, arithmetic));
  }

  /** Where nothing but signs enter a node that keeps them, nothing but signs leave it. */
  private Optional<PackedImages> ofSigns(List<Signals> inputs) {
    Optional<PackedImages> moved =
        SignNodes.apply(
            unit.node(), inputs.stream().map(input -> input.packed().orElseThrow()).toList());
    if (moved.isPresent() || !Nodes.keepsValues(unit.node())) {
      return moved;
    }
    try (INDArray numbers = applied(inputs)) {
      return Activation.packed(numbers, unit.output());
    }
  }

  private INDArray applied(List<Signals> inputs) {
    return Nodes.apply(unit.node(), inputs.stream().map(Signals::tensor).toList(), unit.shapes());
  }

  private Signals ofNumbers(List<Signals> inputs, Arithmetic arithmetic) {
    ImageShape image = unit.output();
    Optional<LaneImages> lanes = inLanes(inputs, arithmetic);
    if (lanes.isPresent()) {
      return Signals.of(lanes.get());
    }
    INDArray first = inputs.get(0).tensor();
    if (unit.node() instanceof BatchNormalization) {
      INDArray normalized = first.dup('c');
      normalization.orElseThrow().normalize(normalized);
      return Signals.of(normalized, image);
    } else if (unit.node() instanceof Quantize) {
      Outputs outputs =
          Activation.of(
              rows(first, image), image, unit.quantizer(), alteration.activations(), arithmetic);
      outputs.forgetContinuous();
      return outputs.activated();
    } else if (unit.node() instanceof Function && alteration.activations() != Activations.TRAINED) {
      return Signals.of(
          alteration.activations() == Activations.IDENTITY
              ? first.dup('c')
              : Transforms.hardTanh(first, true),
          image);
    }
    return Signals.of(applied(inputs), image);
  }

  /** Returns what leaves the node where all that enters is in lanes and the node can stay there. */
  private Optional<LaneImages> inLanes(List<Signals> inputs, Arithmetic arithmetic) {
    if (arithmetic == Arithmetic.FLOATS || !inputs.stream().allMatch(Signals::areInLanes)) {
      return Optional.empty();
    }
    LaneImages first = inputs.get(0).lanes();
    if (unit.node() instanceof BatchNormalization) {
      return Optional.of(normalization.orElseThrow().normalized(first));
    }
    if (unit.node() instanceof Quantize || alteration.activations() != Activations.TRAINED) {
      return Optional.empty();
    }
    if (scale.isPresent()) {
      return scale.map(affine -> affine.applied(first));
    }
    return LaneNodes.apply(
        unit.node(), inputs.stream().map(Signals::lanes).toList(), unit.shapes());
  }

  /** A copy with one row per position. */
  private static INDArray rows(INDArray tensor, ImageShape image) {
    return Floats.array(Floats.of(tensor), tensor.length() / image.channels(), image.channels());
  }

  /** The moments of what enters the node, channel by channel. */
  public ChannelMoments moments(Signals input) {
    return input.areInLanes()
        ? ChannelMoments.of(input.lanes())
        : ChannelMoments.of(Floats.of(input.tensor()), unit.output().channels());
  }
}
