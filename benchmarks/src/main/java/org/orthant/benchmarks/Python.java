package org.orthant.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An interpreter that has what the peers need.
 *
 * @param versions of itself and of the libraries
 */
record Python(String command, String versions) {
  private static final List<String> CANDIDATES = List.of("python3", "/usr/bin/python3");

  private static final String VERSIONS =
      "import platform, numpy, torch; "
          + "print('Python', platform.python_version() + ', PyTorch', torch.__version__ + ', NumPy',"
          + " numpy.__version__)";

  /**
   * The first that can import PyTorch and NumPy.
   *
   * @param given the only one to look at; empty to look at the usual ones
   */
  static Optional<Python> find(Optional<String> given, Path log) throws IOException {
    for (String command : given.map(List::of).orElse(CANDIDATES)) {
      Optional<Python> python = named(command, log);
      if (python.isPresent()) {
        return python;
      }
    }
    return Optional.empty();
  }

  private static Optional<Python> named(String command, Path log) throws IOException {
    try {
      List<String> output = new Subprocess(List.of(command, "-c", VERSIONS)).run(log).output();
      return Optional.of(new Python(command, output.get(output.size() - 1)));
    } catch (FailedException e) {
      return Optional.empty();
    }
  }
}
