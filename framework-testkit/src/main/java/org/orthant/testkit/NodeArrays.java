package org.orthant.testkit;

import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.graph.BatchNormalization;
import org.orthant.api.graph.Curve;
import org.orthant.api.graph.Function;
import org.orthant.api.graph.Node;
import org.orthant.api.graph.Product;
import org.orthant.api.graph.Scale;

/** The arrays that a node of a network holds. */
final class NodeArrays {
  private NodeArrays() {}

  /** By what they are called. */
  static Map<String, INDArray> of(Node node) {
    Map<String, INDArray> arrays = new TreeMap<>();
    if (node instanceof Product product) {
      arrays.put("weights", product.layer().weights());
    } else if (node instanceof BatchNormalization normalization) {
      arrays.put("gamma", normalization.norm().gamma());
      arrays.put("beta", normalization.norm().beta());
      arrays.put("mean", normalization.norm().mean());
      arrays.put("variance", normalization.norm().variance());
    } else if (node instanceof Scale scale) {
      arrays.put("factor", scale.factor());
      arrays.put("shift", scale.shift());
    } else if (node instanceof Function function && function.curve() instanceof Curve.Prelu prelu) {
      arrays.put("slopes", prelu.slopes());
    }
    return arrays;
  }
}
