package org.orthant.framework.run;

import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.graph.Graph;
import org.orthant.api.graph.Model;
import org.orthant.api.graph.Node;
import org.orthant.api.model.Layer;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.run.export.NodeDescription;
import org.orthant.framework.run.guard.Numbers;

/**
 * SHA-256 of what a network computes: its nodes and all of their numbers; of one that is not in
 * memory what its source says of where it came from, which tells one file from another.
 */
final class ModelDigest {
  private ModelDigest() {}

  static String of(Model model) {
    return Sha256.of(
        out -> {
          for (Layer layer : model.layers()) {
            write(layer.weights(), out);
          }
          if (!model.stored().isEmpty()) {
            for (Map.Entry<String, String> entry : new TreeMap<>(model.provenance()).entrySet()) {
              out.writeUTF(entry.getKey());
              out.writeUTF(entry.getValue());
            }
          }
          if (model.graph().isPresent()) {
            write(model.graph().get(), out);
          }
        });
  }

  private static void write(Graph graph, DataOutput out) throws IOException {
    out.writeUTF(graph.input().toString());
    out.writeUTF(graph.scores());
    out.writeUTF(graph.loss().toString());
    for (Node node : graph.nodes()) {
      NodeDescription description = NodeDescription.of(node, Optional.empty());
      out.writeUTF(node.name() + " " + description.kind() + " " + description.parameters());
      for (INDArray array : description.arrays().values()) {
        write(array, out);
      }
    }
  }

  private static void write(INDArray array, DataOutput out) throws IOException {
    for (float value : Numbers.of(array)) {
      out.writeFloat(value);
    }
  }
}
