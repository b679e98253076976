package org.orthant.framework.config;

import java.util.List;

/**
 * One thing that a sweep varies.
 *
 * @param path where it stands in the configuration, as {@code --set} takes it
 * @param label the end of the path, as long as it takes to tell the axes apart
 * @param values in one line each, in the order of the configuration; at least one, no two equal
 */
public record SweepAxis(String path, String label, List<String> values) {
  public SweepAxis {
    values = List.copyOf(values);
  }

  /** Whether its values are repetitions of one experiment, over which intervals are taken. */
  public boolean isReplicates() {
    return path.equals(RunKey.SEED.id());
  }
}
