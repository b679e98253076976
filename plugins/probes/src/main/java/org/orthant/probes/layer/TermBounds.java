package org.orthant.probes.layer;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.measure.Block;
import org.orthant.api.measure.Evidence;
import org.orthant.api.measure.Key;
import org.orthant.api.measure.LayerView;
import org.orthant.api.measure.Recording;
import org.orthant.api.measure.Stats;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Pads;
import org.orthant.api.statistics.ValueCounts;

/**
 * How large the terms of a layer's dot products may be, which tells how far rounding may move the
 * products: ‖w‖ of each filter times the largest |a|, pads among them, no less than the root of the
 * sum of the squared terms.
 */
public final class TermBounds {
  private static final Key<ValueCounts> LARGEST_INPUTS =
      Key.total("largest-inputs", ValueCounts.class);
  private static final Key<ValueCounts> LARGEST_CONTINUOUS =
      Key.total("largest-continuous-inputs", ValueCounts.class);

  /** More groups of images than any run has. */
  private static final int MOST_GROUPS = 1 << 20;

  private final LayerView layer;
  private final Recording blocks;

  private TermBounds(LayerView layer, Recording blocks) {
    this.layer = layer;
    this.blocks = blocks;
  }

  /** Keeps how large the inputs of a group of images are. */
  public static void write(Block block, Stats out) {
    write(out, LARGEST_INPUTS, block.largestInput());
  }

  /** Keeps how large the continuous inputs of a group of images are. */
  public static void writeContinuous(Stats out, double largest) {
    write(out, LARGEST_CONTINUOUS, largest);
  }

  private static void write(Stats out, Key<ValueCounts> key, double largest) {
    out.at(key, () -> new ValueCounts(MOST_GROUPS)).add((float) largest);
  }

  /** Finds what was kept of the network as trained. */
  public static TermBounds of(Evidence evidence, LayerShape layer) {
    return new TermBounds(evidence.view(layer), evidence.blocks(Trial.BASELINE, layer));
  }

  public int dimension() {
    return layer.layer().shape().dimension();
  }

  /** Of the products with the layer's inputs, filter by filter. */
  public double[] ofInputs(Weights weights) {
    return terms(weights, LARGEST_INPUTS);
  }

  /** Of the products with the continuous inputs, filter by filter. */
  public double[] ofContinuousInputs(Weights weights) {
    return terms(weights, LARGEST_CONTINUOUS);
  }

  private double[] terms(Weights weights, Key<ValueCounts> key) {
    double largest = Math.max(blocks.total(key).counts().lastKey(), pad());
    return Arrays.stream(norms(layer.weights(weights))).map(norm -> norm * largest).toArray();
  }

  /** |a| of what lies outside the image; 0 where nothing does. */
  private double pad() {
    LayerShape shape = layer.layer().shape();
    return shape.window().pads().equals(Pads.NONE) ? 0 : Math.abs(shape.padValue());
  }

  private static double[] norms(INDArray weights) {
    int dimension = Math.toIntExact(weights.size(1));
    float[] components = weights.data().asFloat();
    double[] squares = new double[Math.toIntExact(weights.size(0))];
    for (int i = 0; i < components.length; i++) {
      squares[i / dimension] += (double) components[i] * components[i];
    }
    return Arrays.stream(squares).map(Math::sqrt).toArray();
  }
}
