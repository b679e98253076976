package org.orthant.framework.run.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.measure.Weights;
import org.orthant.framework.run.inference.Inference;
import org.orthant.framework.run.inference.Network;
import org.orthant.framework.run.inference.Path;
import org.orthant.framework.run.inference.Variant;
import org.orthant.framework.run.layer.Products;

/** What a network shows of a variant while images pass: copies of all numbers. */
public final class Seen implements Inference.Observer {
  static final List<Weights> WEIGHTS =
      List.of(Weights.CONTINUOUS, Weights.TRAINED, Weights.quantizedBy(Setting.OTHER));

  private final Map<Variant, OfVariant> variants = new HashMap<>();

  /** What enters a layer, and what comes of it. */
  public static final class OfLayer {
    private final float[] inputs;
    private final Optional<float[]> continuous;
    private final boolean signs;
    private final Map<Weights, float[]> dots = new HashMap<>();

    private OfLayer(Products products) {
      this.signs = products.inputs().packed().isPresent();
      WEIGHTS.forEach(weights -> dots.put(weights, numbers(products.dots(weights))));
      this.continuous = products.continuous().map(Seen::numbers);
      this.inputs = numbers(products.inputs().tensor());
    }

    /** [images, height, width, channels]. */
    public float[] inputs() {
      return inputs;
    }

    Optional<float[]> continuous() {
      return continuous;
    }

    /** Whether the inputs were bits. */
    boolean signs() {
      return signs;
    }

    float[] dots(Weights weights) {
      return dots.get(weights);
    }
  }

  /** What is seen of one variant. */
  public static final class OfVariant {
    private final Map<String, OfLayer> layers = new HashMap<>();
    private float[] scores;
    private int[] predictions;

    /** What was seen of a layer. */
    public OfLayer layer(String name) {
      return layers.get(name);
    }

    /** [images, classes]. */
    public float[] scores() {
      return scores;
    }

    int prediction(int image) {
      return predictions[image];
    }
  }

  private static float[] numbers(INDArray array) {
    return Floats.of(Dense.of(array));
  }

  /** Passes images through a network as trained. */
  static OfVariant asTrained(Network network, INDArray images) {
    Variant variant = Variant.asTrained(network);
    return of(network, images, List.of(variant)).variant(variant);
  }

  /** Passes images through variants. */
  public static Seen of(Network network, INDArray images, List<Variant> variants) {
    Seen seen = new Seen();
    Inference.run(network, images, variants, seen);
    return seen;
  }

  /** What was seen of one of them. */
  public OfVariant variant(Variant variant) {
    return variants.get(variant);
  }

  private OfVariant make(Variant variant) {
    return variants.computeIfAbsent(variant, missing -> new OfVariant());
  }

  @Override
  public void enters(List<Variant> sharing, Products products) {
    OfLayer layer = new OfLayer(products);
    for (Variant variant : sharing) {
      OfLayer before = make(variant).layers.put(products.layer().name(), layer);
      if (before != null) {
        throw new AssertionError(products.layer().name() + " is met twice");
      }
    }
  }

  @Override
  public void leaves(Variant variant, Path path, INDArray scores) {
    if (make(variant).scores != null) {
      throw new AssertionError(variant.trial() + " leaves twice");
    }
    make(variant).scores = numbers(scores);
    make(variant).predictions = Inference.predictions(scores);
  }
}
