package org.orthant.testkit;

import org.orthant.api.Progress;

/** Shows nothing of how far anything is. */
public final class SilentProgress implements Progress {

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
