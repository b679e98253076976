package org.orthant.reports;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.orthant.reports.result.UnusableInputException;

/**
 * A tool's arguments, sorted: files, and options.
 *
 * @param options by name, such as {@code --out}
 * @param flags what was asked for without a value, such as {@code --paper}
 */
record Arguments(List<Path> files, Map<String, String> options, Set<String> flags) {

  /**
   * Sorts them.
   *
   * @param allowed the names of the options that take a value
   * @param flags those of the others
   * @throws UnusableInputException if there are not as many files, or something else; the message
   *     ends with the usage
   */
  static Arguments of(
      String usage, int files, Set<String> allowed, Set<String> flags, String... arguments) {
    List<Path> found = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    Set<String> asked = new TreeSet<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (allowed.contains(argument)
          && !options.containsKey(argument)
          && i + 1 < arguments.length) {
        i++;
        options.put(argument, arguments[i]);
      } else if (flags.contains(argument) && !asked.contains(argument)) {
        asked.add(argument);
      } else if (!argument.startsWith("-") && found.size() < files) {
        found.add(path(argument));
      } else {
        throw new UnusableInputException("unexpected " + argument + "; usage: " + usage);
      }
    }
    if (found.size() < files) {
      throw new UnusableInputException("which result.json? usage: " + usage);
    }
    return new Arguments(found, options, asked);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** Returns where {@code --out} says, else beside the result. */
  ReportFile report(Path result, String name) {
    ReportFile file =
        option("--out")
            .map(out -> ReportFile.of(path(out), name))
            .orElseGet(() -> ReportFile.beside(result, name));
    files.forEach(file::sparing);
    return file;
  }

  /** A path that the user wrote. */
  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UnusableInputException(e.getMessage());
    }
  }
}
