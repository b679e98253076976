package org.orthant.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.orthant.api.Progress;

/** Keeps the notes, shows nothing. */
class SilentProgress implements Progress {
  private final List<String> notes = new ArrayList<>();
  private long steps;

  @Override
  public Task begin(String name, long total) {
    return new Task() {
      @Override
      public void advance(long done, String note) {
        steps++;
        advanced();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void note(String line) {
    notes.add(line);
  }

  /** Called after each step that was shown. */
  void advanced() {}

  List<String> notes() {
    return notes;
  }

  long steps() {
    return steps;
  }
}
