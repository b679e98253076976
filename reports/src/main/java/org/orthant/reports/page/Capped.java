package org.orthant.reports.page;

import java.util.List;

/**
 * The first of a list, and how many more it has.
 *
 * @param shown the first
 * @param more how many are not shown
 */
public record Capped<T>(List<T> shown, int more) {
  static <T> Capped<T> of(List<T> all, int most) {
    int shown = Math.min(most, all.size());
    return new Capped<>(List.copyOf(all.subList(0, shown)), all.size() - shown);
  }

  /** Whether there is nothing at all. */
  public boolean isEmpty() {
    return shown.isEmpty();
  }
}
