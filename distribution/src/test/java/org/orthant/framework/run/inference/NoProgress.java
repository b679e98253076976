package org.orthant.framework.run.inference;

import org.orthant.api.Progress;

/** Listens to nothing. */
public final class NoProgress implements Progress {
  @Override
  public Task begin(String name, long steps) {
    return new Task() {
      @Override
      public void advance(long done, String note) {}

      @Override
      public void close() {}
    };
  }

  @Override
  public void note(String line) {}
}
