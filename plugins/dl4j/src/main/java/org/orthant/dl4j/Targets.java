package org.orthant.dl4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Labels as the squared hinge loss wants them: +1 for the class, −1 for the others. */
final class Targets {
  private Targets() {}

  /** One row per label, [n, classes]. */
  static INDArray of(int[] labels, int classes) {
    float[] targets = new float[labels.length * classes];
    Arrays.fill(targets, -1);
    for (int i = 0; i < labels.length; i++) {
      targets[i * classes + labels[i]] = 1;
    }
    return Nd4j.createFromArray(targets).reshape(labels.length, classes);
  }
}
