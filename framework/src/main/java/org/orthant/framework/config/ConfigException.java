package org.orthant.framework.config;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.orthant.api.BadInputException;

/** All that is wrong with a configuration. The message has one line per problem. */
public final class ConfigException extends BadInputException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * @param problems at least one, in the order in which to say them
   */
  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** At least one; those of reading are in the order of the file, overrides after it. */
  public List<Problem> problems() {
    return problems;
  }
}
