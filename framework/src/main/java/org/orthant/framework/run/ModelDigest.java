package org.orthant.framework.run;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.api.model.BatchNorm;
import org.orthant.api.model.Layer;
import org.orthant.api.model.Model;
import org.orthant.framework.digest.Sha256;
import org.orthant.framework.run.guard.Numbers;

/** SHA-256 of all numbers of a network. */
final class ModelDigest {
  private ModelDigest() {}

  static String of(Model model) {
    return Sha256.of(
        out -> {
          for (Layer layer : model.layers()) {
            BatchNorm norm = layer.batchNorm();
            for (INDArray array :
                List.of(layer.weights(), norm.gamma(), norm.beta(), norm.mean(), norm.variance())) {
              for (float value : Numbers.of(array)) {
                out.writeFloat(value);
              }
            }
          }
        });
  }
}
