package org.orthant.testkit;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Remembers arrays as they were when they were shown. Safe for use by several threads. */
final class Shown {
  private final List<INDArray> arrays = new ArrayList<>();
  private final List<INDArray> copies = new ArrayList<>();

  /** Remembers the array and gives it back. */
  synchronized INDArray show(INDArray array) {
    arrays.add(array);
    copies.add(array.dup('c'));
    return array;
  }

  /** Whether every array still is what it was, and open. */
  synchronized boolean areUntouched() {
    for (int i = 0; i < arrays.size(); i++) {
      if (arrays.get(i).wasClosed() || !Numbers.equal(arrays.get(i), copies.get(i))) {
        return false;
      }
    }
    return true;
  }
}
