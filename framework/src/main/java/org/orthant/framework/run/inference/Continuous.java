package org.orthant.framework.run.inference;

import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Activations as they were before they were quantized, made if someone asks for them. It outlives
 * the last that may ask.
 */
final class Continuous extends Counted {
  private final Supplier<INDArray> maker;
  private final Runnable release;
  private INDArray made;

  /**
   * @param release frees what the maker needs and has made
   */
  Continuous(Supplier<INDArray> maker, Runnable release) {
    this.maker = maker;
    this.release = release;
  }

  /** The numbers in some shape, dense; not to be closed. */
  INDArray get() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }

  @Override
  void free() {
    release.run();
  }
}
