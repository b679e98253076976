package org.orthant.formats.folder.yaml;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.orthant.api.BadInputException;

/** Collects what is wrong with a folder, so that all of it can be said at once, in one line. */
public final class Problems {
  /** How many are said; of a longer list nobody reads the rest. */
  private static final int MOST = 100;

  private final Path folder;
  private final String file;
  private final Set<Problem> said = new LinkedHashSet<>();
  private int left;

  /**
   * @param file the description, whose lines are named
   */
  public Problems(Path folder, String file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * @param line of the description, from 1; 0 where none is to blame
   */
  private record Problem(int line, String message) {}

  /** Something that no line of the description is to blame for. */
  public void add(String message) {
    add(0, message);
  }

  /** Something that a line of the description says. */
  public void add(int line, String message) {
    if (isFull()) {
      left++;
    } else {
      said.add(new Problem(line, message));
    }
  }

  /** Whether further ones are only counted, so that they need no words. */
  public boolean isFull() {
    return said.size() == MOST;
  }

  public boolean isEmpty() {
    return said.isEmpty();
  }

  /** Returns how many there are. */
  public int count() {
    return said.size() + left;
  }

  private String words(Problem problem) {
    return problem.line() == 0
        ? problem.message()
        : String.format(Locale.ROOT, "%s:%d: %s", file, problem.line(), problem.message());
  }

  /**
   * Ends the reading if anything was wrong.
   *
   * @throws BadInputException with all problems in the order of their lines, if there are any
   */
  public void throwIfAny() {
    if (!said.isEmpty()) {
      throw new BadInputException(
          Wording.oneLine(
              String.format(
                  Locale.ROOT,
                  "graph: %s: %s%s",
                  folder,
                  said.stream()
                      .sorted(Comparator.comparingInt(Problem::line))
                      .map(this::words)
                      .collect(Collectors.joining("; ")),
                  left == 0 ? "" : "; and " + left + " more")));
    }
  }
}
