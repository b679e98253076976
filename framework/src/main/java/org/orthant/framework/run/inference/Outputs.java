package org.orthant.framework.run.inference;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.orthant.framework.run.layer.Signals;

/** What leaves a unit that ends with a quantizer: the numbers before it and those after it. */
final class Outputs {
  private final Supplier<INDArray> maker;
  private final Signals activated;
  private INDArray continuous;

  /** With numbers that are there already; the activation may leave the very same. */
  Outputs(INDArray continuous, Signals activated) {
    this(() -> continuous, activated);
    this.continuous = continuous;
  }

  /** With numbers that are made if someone asks for them. */
  Outputs(Supplier<INDArray> continuous, Signals activated) {
    this.maker = continuous;
    this.activated = activated;
  }

  /** Before the quantizer, one row per position. */
  INDArray continuous() {
    if (continuous == null) {
      continuous = maker.get();
    }
    return continuous;
  }

  /** After the quantizer. */
  Signals activated() {
    return activated;
  }

  /** Frees the numbers before the quantizer, unless they are those after it. */
  void forgetContinuous() {
    if (continuous != null && !activated.isOf(continuous)) {
      continuous.close();
    }
  }
}
