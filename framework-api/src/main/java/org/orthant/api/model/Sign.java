package org.orthant.api.model;

import java.util.Optional;
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

  @Override
  public Optional<Elementwise> elementwise() {
    return Optional.of(
        switch (zero) {
          case -1 -> Sign::minusOneAtZero;
          case 0 -> Sign::zeroAtZero;
          default -> Sign::oneAtZero;
        });
  }

  private static void minusOneAtZero(float[] from, float[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = 2 * step(from[i]) - 1;
    }
  }

  private static void zeroAtZero(float[] from, float[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = step(from[i]) - step(-from[i]);
    }
  }

  private static void oneAtZero(float[] from, float[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = 1 - 2 * step(-from[i]);
    }
  }

  /**
   * 1 if x &gt; 0, else 0. Unlike a comparison it is made a vector instruction of: the factors
   * raise the smallest positive number to 1, and keep 0.
   */
  private static float step(float x) {
    return Math.max(0, Math.min(1, x * 0x1p127f * 0x1p22f));
  }
}
