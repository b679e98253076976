package org.orthant.framework.run.layer;

import java.util.function.Supplier;

/** Something made when it is first asked for, by whichever thread. */
public final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private T made;

  public Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized T get() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }
}
