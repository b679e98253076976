package org.orthant.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An interpreter of Python that has some libraries.
 *
 * @param versions of itself and of the libraries
 */
record Python(String command, String versions) {
  private static final List<String> CANDIDATES = List.of("python3", "/usr/bin/python3");

  /**
   * The first that can import some libraries.
   *
   * @param given the only one to look at; empty to look at the usual ones
   * @param libraries by their names as modules
   */
  static Optional<Python> find(Optional<String> given, List<String> libraries, Path log)
      throws IOException {
    for (String command : given.map(List::of).orElse(CANDIDATES)) {
      Optional<Python> python = named(command, libraries, log);
      if (python.isPresent()) {
        return python;
      }
    }
    return Optional.empty();
  }

  private static Optional<Python> named(String command, List<String> libraries, Path log)
      throws IOException {
    try {
      String versions =
          String.format(
              Locale.ROOT,
              "import platform, %1$s; "
                  + "print('Python ', platform.python_version(), "
                  + "*(', %%s %%s' %% (m.__name__, m.__version__) for m in (%1$s,)), sep='')",
              String.join(", ", libraries));
      List<String> output = new Subprocess(List.of(command, "-c", versions)).run(log).output();
      return Optional.of(new Python(command, output.get(output.size() - 1)));
    } catch (FailedException e) {
      return Optional.empty();
    }
  }
}
