package org.orthant.framework.config;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All runs that a configuration stands for: the product of the axes. Without an axis it is one run.
 *
 * @param name as configured
 * @param axes what is varied, in the order of the configuration
 * @param parts the runs; the values of the last axis change fastest
 * @param report the folder for what is written
 * @param yaml the whole configuration in a canonical form
 */
public record Sweep(
    String name, List<SweepAxis> axes, List<SweepPart> parts, Path report, String yaml) {
  public Sweep {
    axes = List.copyOf(axes);
    parts = List.copyOf(parts);
  }

  /** Whether nothing is varied. */
  public boolean isSingle() {
    return axes.isEmpty();
  }

  /**
   * Returns what makes a part differ from the others, such as {@code seed=2, rotation=dct}; one
   * line.
   */
  public String words(SweepPart part) {
    return IntStream.range(0, axes.size())
        .mapToObj(axis -> axes.get(axis).label() + "=" + part.values().get(axis))
        .map(Wording::line)
        .collect(joining(", "));
  }
}
