package org.orthant.framework.run.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.array.Dense;
import org.orthant.api.array.Floats;
import org.orthant.api.graph.Graph;
import org.orthant.api.measure.Activations;
import org.orthant.api.measure.Change;
import org.orthant.api.measure.Trial;
import org.orthant.api.measure.Weights;
import org.orthant.api.model.Layer;

/** With which weights, activations and statistics a graph is interpreted. */
public final class Setting {
  /** What the run's quantizer is called, which is {@link HandMadeMap#TERNARY}. */
  public static final String OTHER = "other";

  private final Map<String, double[]> weights = new HashMap<>();
  private final Map<String, Activations> activations = new HashMap<>();
  private final Set<String> quantizedInputs = new HashSet<>();
  private final Map<String, FittedChannels> norms = new HashMap<>();
  private final Map<String, FittedChannels> affines = new HashMap<>();

  private Setting() {}

  /** The graph as trained. */
  static Setting trained(Graph graph) {
    return of(graph, Trial.BASELINE);
  }

  /** The graph under a trial, with all statistics as trained. */
  public static Setting of(Graph graph, Trial trial) {
    Setting setting = new Setting();
    for (Layer layer : graph.layers()) {
      Change change = trial.change(layer.name());
      setting.weights.put(layer.name(), weights(layer, change.weights()));
      if (change.inputs().quantizer().isPresent()) {
        setting.quantizedInputs.add(layer.name());
      }
      graph
          .activation(layer.name())
          .ifPresent(node -> setting.activations.put(node.name(), change.activations()));
    }
    return setting;
  }

  /** A layer's weights, [filters, d] row after row. */
  static double[] weights(Layer layer, Weights which) {
    INDArray numbers =
        switch (which.kind()) {
          case CONTINUOUS -> layer.weights();
          case QUANTIZED -> HandMadeMap.TERNARY.apply(layer.weights());
          case TRAINED ->
              layer
                  .weightQuantization()
                  .map(own -> own.map().apply(layer.weights().dup('c')))
                  .orElse(layer.weights());
        };
    return doubles(numbers);
  }

  static double[] doubles(INDArray numbers) {
    float[] floats = Floats.of(Dense.of(numbers));
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  /** A layer's weights; what is put into the array changes them. */
  double[] weights(String layer) {
    return weights.get(layer);
  }

  /** Whether what enters a layer passes the run's quantizer. */
  boolean quantizesInputs(String layer) {
    return quantizedInputs.contains(layer);
  }

  /** What stands in the place of a node's function or quantizer. */
  Activations activations(String node) {
    return activations.getOrDefault(node, Activations.TRAINED);
  }

  /** Mean and variance of each channel of a batch normalization, where they are not the trained. */
  public Map<String, FittedChannels> norms() {
    return norms;
  }

  /** Factor and shift of each channel behind a layer's products, where there are some. */
  public Map<String, FittedChannels> affines() {
    return affines;
  }
}
