package org.orthant.framework.run.inference;

import java.util.Optional;
import org.orthant.framework.run.layer.Signals;

/** What leaves a unit for one group of images. */
final class Value extends Counted {
  private final Signals signals;
  private final Optional<Continuous> continuous;

  /**
   * @param continuous the same before it was quantized; empty where it was not
   */
  Value(Signals signals, Optional<Continuous> continuous) {
    this.signals = signals;
    this.continuous = continuous;
  }

  Signals signals() {
    return signals;
  }

  Optional<Continuous> continuous() {
    return continuous;
  }

  /** Nobody will ask any more what it was before it was quantized, but who holds that itself. */
  void settle() {
    continuous.ifPresent(Counted::release);
  }

  @Override
  void free() {
    signals.close();
  }
}
