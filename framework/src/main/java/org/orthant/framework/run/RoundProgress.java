package org.orthant.framework.run;

import java.util.Locale;
import org.orthant.api.Progress;

/** The progress of a round in which probes see what they asked for later. */
record RoundProgress(Progress whole, int round) implements Progress {
  @Override
  public Task begin(String task, long steps) {
    return whole.begin(String.format(Locale.ROOT, "%s, round %d", task, round + 1), steps);
  }

  @Override
  public void note(String line) {
    whole.note(line);
  }
}
