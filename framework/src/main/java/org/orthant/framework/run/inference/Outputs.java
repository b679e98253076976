package org.orthant.framework.run.inference;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What leaves a layer, one row per position. */
public final class Outputs implements AutoCloseable {
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

  /** After batch normalization. */
  INDArray continuous() {
    if (continuous == null) {
      continuous = maker.get();
    }
    return continuous;
  }

  /** After the activation. */
  public Signals activated() {
    return activated;
  }

  /** Frees all but what leaves. */
  Signals leave() {
    if (continuous != null && !(activated.packed().isEmpty() && activated.tensor() == continuous)) {
      continuous.close();
    }
    return activated;
  }

  @Override
  public void close() {
    leave().close();
  }
}
