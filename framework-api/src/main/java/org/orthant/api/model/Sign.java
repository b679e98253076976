package org.orthant.api.model;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The sign of each component: +1 if x &gt; 0, −1 if x &lt; 0. A quantizer whose map is this one is
 * recognized, and its values are computed with as bits.
 *
 * @param zero what 0 becomes: −1, as in Orthant's own networks, +1 as in Larq and Brevitas, or 0 as
 *     in ONNX
 */
public record Sign(int zero) implements VectorMap {
  public Sign {
    if (zero < -1 || zero > 1) {
      throw new IllegalArgumentException("0 becomes −1, 0 or 1, not " + zero);
    }
  }

  /** θ(x) = +1 if x &gt; 0, else −1. */
  public Sign() {
    this(-1);
  }

  @Override
  public INDArray apply(INDArray rows) {
    return switch (zero) {
      case -1 -> Transforms.step(rows, true).muli(2).subi(1);
      case 0 -> Transforms.sign(rows, true);
      default -> Transforms.step(rows.neg(), false).muli(-2).addi(1);
    };
  }
}
