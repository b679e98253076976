package org.orthant.reports.comparison;

import java.nio.file.Path;
import org.orthant.reports.result.Result;

/**
 * What to call two runs so that a reader can tell them apart: by their names, with what differs in
 * the paths of their files where the names are the same.
 */
public record RunLabels(String a, String b) {

  /** The labels of two runs. */
  public static RunLabels of(Result a, Path fileOfA, Result b, Path fileOfB) {
    if (!a.name().equals(b.name())) {
      return new RunLabels(a.name(), b.name());
    }
    Path one = fileOfA.toAbsolutePath().normalize();
    Path other = fileOfB.toAbsolutePath().normalize();
    int same = 0;
    int names = Math.min(one.getNameCount(), other.getNameCount());
    while (same < names - 1 && fromEnd(one, same).equals(fromEnd(other, same))) {
      same++;
    }
    return one.equals(other)
        ? new RunLabels(a.name(), b.name())
        : new RunLabels(label(a, one, same), label(b, other, same));
  }

  private static String label(Result run, Path file, int fromEnd) {
    return run.name() + " (" + fromEnd(file, fromEnd) + ")";
  }

  private static Path fromEnd(Path path, int index) {
    return path.getName(path.getNameCount() - 1 - index);
  }
}
