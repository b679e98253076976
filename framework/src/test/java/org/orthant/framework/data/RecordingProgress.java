package org.orthant.framework.data;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.orthant.api.Progress;

/** Remembers what it was told. */
class RecordingProgress implements Progress {
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final List<String> tasks = new CopyOnWriteArrayList<>();

  /** All notes so far. */
  List<String> notes() {
    return notes;
  }

  /** Each task that was closed: its name, how far it came, how far it could. */
  List<String> tasks() {
    return tasks;
  }

  @Override
  public Task begin(String name, long steps) {
    return new Task() {
      private long reached;

      @Override
      public void advance(long done, String note) {
        reached = done;
      }

      @Override
      public void close() {
        tasks.add("%s %d/%d".formatted(name, reached, steps));
      }
    };
  }

  @Override
  public void note(String line) {
    notes.add(line);
  }
}
