package org.orthant.formats.folder;

import org.orthant.api.Progress;

/** Nobody looks. */
final class NoProgress implements Progress {
  @Override
  public Task begin(String name, long steps) {
    throw new AssertionError("reading is quick");
  }

  @Override
  public void note(String line) {
    throw new AssertionError("there is nothing to say");
  }
}
