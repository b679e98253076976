package org.orthant.framework.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** How long each step took. */
final class Durations {
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long last = System.nanoTime();

  void finished(String step) {
    long now = System.nanoTime();
    seconds.merge(step, Math.round((now - last) / 1e6) / 1e3, Double::sum);
    last = now;
  }

  Map<String, Double> seconds() {
    return seconds;
  }
}
