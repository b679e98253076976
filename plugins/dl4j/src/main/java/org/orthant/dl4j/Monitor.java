package org.orthant.dl4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.Seed;
import org.orthant.api.data.Split;
import org.orthant.api.model.LayerKind;
import org.orthant.api.model.LayerShape;
import org.orthant.api.model.Patches;
import org.orthant.api.statistics.Comoments;

/**
 * Measures the geometry of each layer while its network learns: the mean angle between the filters
 * and the quantized filters, r of the products of both with the layer's inputs, and the share of
 * weights whose sign changed during the epoch.
 *
 * <p>r is that of {@value #IMAGES} test images and at most {@value #POSITIONS} positions of each,
 * pooled over filters; the same images and positions each time.
 */
final class Monitor {
  private static final int IMAGES = 100;
  private static final int POSITIONS = 16;

  /** Not the run's, so that curves of several runs can be compared. */
  private static final Seed SEED = new Seed(0).fork("monitor");

  private final BinaryNetwork network;
  private final Split images;
  private final int every;
  private List<INDArray> before = List.of();

  /**
   * @param every how many epochs lie between measurements; 0 for none
   */
  Monitor(BinaryNetwork network, Split images, int every) {
    this.network = network;
    this.images = images;
    this.every = every;
  }

  private boolean measures(int epoch) {
    return every > 0 && epoch % every == 0;
  }

  /** To be called before an epoch, counted from 1. */
  void begins(int epoch) {
    if (measures(epoch)) {
      before = IntStream.range(0, network.shapes().size()).mapToObj(network::weights).toList();
    }
  }

  /** To be called after an epoch; what was measured, by layer and metric; empty if nothing was. */
  Map<String, Double> ends(int epoch) {
    if (!measures(epoch)) {
      return Map.of();
    }
    int[] first = IntStream.range(0, Math.min(IMAGES, images.size())).toArray();
    List<INDArray> inputs = network.layerInputs(images.images(first));
    Map<String, Double> measured = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      LayerShape shape = network.shapes().get(i);
      INDArray weights = network.weights(i);
      INDArray quantized = network.quantizedWeights(i);
      measured.put(shape.name() + ":mean-degrees", meanDegrees(weights, quantized));
      measured.put(shape.name() + ":pearson-r", r(shape, inputs.get(i), weights, quantized));
      measured.put(shape.name() + ":signs-changed", signsChanged(before.get(i), weights));
    }
    before = List.of();
    return measured;
  }

  private static double meanDegrees(INDArray weights, INDArray quantized) {
    INDArray cosines =
        weights.mul(quantized).sum(1).divi(weights.norm2(1).muli(quantized.norm2(1)));
    List<Double> degrees = new ArrayList<>();
    for (float cosine : cosines.toFloatVector()) {
      degrees.add(Math.toDegrees(StrictMath.acos(Math.max(-1, Math.min(1, cosine)))));
    }
    return degrees.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double r(LayerShape shape, INDArray inputs, INDArray weights, INDArray quantized) {
    INDArray rows =
        shape.kind() == LayerKind.DENSE
            ? inputs
            : new Patches(shape)
                .some(inputs.dup('c'), Math.min(POSITIONS, shape.positions()), SEED);
    Comoments pairs = new Comoments();
    float[] x = products(rows, quantized);
    float[] y = products(rows, weights);
    pairs.add(x, y, 0, x.length, 1);
    return pairs.pearson();
  }

  private static float[] products(INDArray rows, INDArray filters) {
    return rows.mmul(filters.transpose())
        .dup('c')
        .reshape(rows.size(0) * filters.size(0))
        .toFloatVector();
  }

  private static double signsChanged(INDArray before, INDArray after) {
    return before.gt(0).neq(after.gt(0)).castTo(after.dataType()).meanNumber().doubleValue();
  }
}
