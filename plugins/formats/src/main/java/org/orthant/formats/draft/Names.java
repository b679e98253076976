package org.orthant.formats.draft;

import java.util.HashSet;
import java.util.Set;
import org.orthant.api.finding.Subject;
import org.orthant.api.graph.Node;

/**
 * Names for nodes: the file's own, as far as they are unique, on one line and no longer than 200.
 */
public final class Names {
  private static final int LONGEST = 200;

  private final Set<String> given = new HashSet<>();

  /** A name that no other node has, as near as can be to the one wanted. */
  public String unique(String wanted) {
    String readable = readable(wanted);
    String name = isReserved(readable) ? readable + " (node)" : readable;
    for (int number = 2; !given.add(name); number++) {
      name = readable + " (" + number + ")";
    }
    return name;
  }

  private static boolean isReserved(String name) {
    return name.equals(Node.INPUT) || Subject.RESERVED.contains(name);
  }

  /** Text of a file on one line of at most 200 characters, its middle left out if need be. */
  public static String readable(String wanted) {
    String visible = visible(wanted);
    if (visible.isEmpty()) {
      return "unnamed";
    }
    if (visible.length() <= LONGEST) {
      return visible;
    }
    int half = LONGEST / 2 - 5;
    return visible.substring(0, half) + " … " + visible.substring(visible.length() - half);
  }

  /** Without characters that break a line, hide, or turn the direction of text. */
  public static String visible(String text) {
    return text.codePoints()
        .map(point -> isVisible(point) ? point : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
