package org.orthant.benchmarks;

import java.util.List;

/** A part of the comparison did not come to its end; the others may. */
final class FailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> output;

  /**
   * @param output what the program had said
   */
  FailedException(String message, List<String> output) {
    super(message);
    this.output = List.copyOf(output);
  }

  List<String> output() {
    return output;
  }
}
