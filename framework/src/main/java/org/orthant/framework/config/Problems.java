package org.orthant.framework.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what is wrong, so that all of it can be said at once. */
final class Problems {
  private final Set<Problem> problems = new LinkedHashSet<>();

  void add(Position position, String message) {
    problems.add(new Problem(position, message));
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /**
   * @throws ConfigException if there is any problem
   */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw toException();
    }
  }

  ConfigException toException() {
    return new ConfigException(
        problems.stream().sorted(Comparator.comparing(Problem::position, Position.ORDER)).toList());
  }
}
