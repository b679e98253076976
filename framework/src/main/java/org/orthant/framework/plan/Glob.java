package org.orthant.framework.plan;

import java.util.List;

/**
 * A pattern for names, in which {@code *} stands for any letters, or none.
 *
 * @param parts what stands between the stars, at least one; a single one is the whole name
 */
record Glob(List<String> parts) {
  private static final String STAR = "\\*";

  Glob {
    parts = List.copyOf(parts);
  }

  static Glob of(String pattern) {
    return new Glob(List.of(pattern.split(STAR, -1)));
  }

  /**
   * Whether a name fits. Each part is taken where it first occurs behind the one before, which
   * leaves the most for the others, so that nothing is tried twice.
   */
  boolean matches(String name) {
    String first = parts.get(0);
    String last = parts.get(parts.size() - 1);
    if (parts.size() == 1) {
      return name.equals(first);
    }
    int end = name.length() - last.length();
    if (!name.startsWith(first) || !name.endsWith(last) || end < first.length()) {
      return false;
    }
    int from = first.length();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int found = name.indexOf(part, from);
      if (found < 0 || found + part.length() > end) {
        return false;
      }
      from = found + part.length();
    }
    return true;
  }
}
