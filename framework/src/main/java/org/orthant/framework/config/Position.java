package org.orthant.framework.config;

import java.util.Comparator;

/**
 * Where something is written.
 *
 * @param source the file, or {@code --set path} for an override
 * @param line from 1; 0 where the source has no lines worth counting
 * @param column from 1, in code points; 0 where the line is 0
 */
public record Position(String source, int line, int column) {
  /** In the order of the file, overrides after it. */
  static final Comparator<Position> ORDER =
      Comparator.comparing(Position::isOverride)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column);

  static Position ofOverride(String path) {
    return new Position("--set " + Wording.line(path), 0, 0);
  }

  boolean isOverride() {
    return line == 0;
  }

  @Override
  public String toString() {
    return isOverride() ? source : source + ":" + line + ":" + column;
  }
}
