package org.orthant.framework.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.orthant.api.Progress;

/** Writes notes into this process's log: who watches sees the process that leads the run. */
final class LoggedProgress implements Progress {
  static final Logger LOG = System.getLogger("org.orthant.worker");

  @Override
  public void note(String line) {
    LOG.log(Level.INFO, line);
  }

  @Override
  public Task begin(String name, long steps) {
    LOG.log(Level.INFO, "{0} begins", name);
    return new Task() {
      @Override
      public void advance(long done, String note) {}

      @Override
      public void close() {
        LOG.log(Level.INFO, "{0} has ended", name);
      }
    };
  }
}
