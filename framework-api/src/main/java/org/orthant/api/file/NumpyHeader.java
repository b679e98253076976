package org.orthant.api.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The content of a NumPy file's header: a dictionary as Python writes it, with the keys {@code
 * descr}, {@code fortran_order} and {@code shape} in any order.
 *
 * <p>Source: NumPy, "numpy.lib.format": the order of the keys "is for convenience only … a reader
 * must not depend on this". Numbers may end with L, as Python 2 wrote them.
 *
 * @param type the code of the numbers' type, such as {@code <f4}
 * @param fortran whether the first index changes fastest
 * @param shape the sizes as they are written
 */
record NumpyHeader(String type, boolean fortran, List<String> shape) {
  private static final String TYPE = "descr";
  private static final String FORTRAN = "fortran_order";
  private static final String SHAPE = "shape";

  /**
   * Reads the text of a header.
   *
   * @throws IllegalArgumentException if it is another; the message completes "a header …"
   */
  static NumpyHeader of(String text) {
    Map<String, Object> entries = new Parser(text).dictionary();
    if (!entries.keySet().equals(Set.of(TYPE, FORTRAN, SHAPE))) {
      throw new IllegalArgumentException(
          "with the keys " + entries.keySet() + ", not descr, fortran_order and shape");
    }
    if (!(entries.get(TYPE) instanceof String type)) {
      throw new IllegalArgumentException("whose descr is no text, such as '<f4'");
    }
    if (!(entries.get(FORTRAN) instanceof Boolean fortran)) {
      throw new IllegalArgumentException("whose fortran_order is neither True nor False");
    }
    if (!(entries.get(SHAPE) instanceof Tuple shape)) {
      throw new IllegalArgumentException("whose shape is no tuple of whole numbers");
    }
    return new NumpyHeader(type, fortran, shape.numbers());
  }

  NumpyHeader {
    shape = List.copyOf(shape);
  }

  private record Tuple(List<String> numbers) {}

  /** A tuple holds numbers alone, so nothing here nests. */
  private static final class Parser {
    private final String text;
    private int next;

    Parser(String text) {
      this.text = text;
    }

    Map<String, Object> dictionary() {
      Map<String, Object> entries = new LinkedHashMap<>();
      require('{');
      while (!found('}')) {
        String key = string();
        require(':');
        if (entries.put(key, value()) != null) {
          throw new IllegalArgumentException("with the key '" + key + "' twice");
        }
        separator('}');
      }
      skipSpace();
      if (next < text.length()) {
        throw unexpected();
      }
      return entries;
    }

    private Object value() {
      skipSpace();
      if (found('(')) {
        return tuple();
      }
      if (text.startsWith("True", next) || text.startsWith("False", next)) {
        boolean value = text.charAt(next) == 'T';
        next += value ? 4 : 5;
        return value;
      }
      return string();
    }

    private Tuple tuple() {
      List<String> numbers = new ArrayList<>();
      boolean comma = false;
      while (!found(')')) {
        numbers.add(number());
        comma = separator(')');
      }
      if (numbers.size() == 1 && !comma) {
        throw new IllegalArgumentException(
            "whose shape is no tuple: one number is written (" + numbers.get(0) + ",)");
      }
      return new Tuple(numbers);
    }

    private String number() {
      skipSpace();
      int start = next;
      while (next < text.length() && text.charAt(next) >= '0' && text.charAt(next) <= '9') {
        next++;
      }
      if (next == start) {
        throw unexpected();
      }
      String digits = text.substring(start, next);
      if (next < text.length() && "lL".indexOf(text.charAt(next)) >= 0) {
        next++;
      }
      return digits;
    }

    private String string() {
      skipSpace();
      if (next + 1 < text.length()
          && "uUbB".indexOf(text.charAt(next)) >= 0
          && "'\"".indexOf(text.charAt(next + 1)) >= 0) {
        next++;
      }
      char quote = next < text.length() ? text.charAt(next) : ' ';
      int end = "'\"".indexOf(quote) < 0 ? -1 : text.indexOf(quote, next + 1);
      if (end < 0 || text.substring(next, end).indexOf('\\') >= 0) {
        throw unexpected();
      }
      String string = text.substring(next + 1, end);
      next = end + 1;
      return string;
    }

    /** Whether a comma stands here; without one nothing but the end may follow. */
    private boolean separator(char end) {
      boolean comma = found(',');
      skipSpace();
      if (!comma && (next == text.length() || text.charAt(next) != end)) {
        throw unexpected();
      }
      return comma;
    }

    private void require(char expected) {
      if (!found(expected)) {
        throw unexpected();
      }
    }

    private boolean found(char expected) {
      skipSpace();
      boolean found = next < text.length() && text.charAt(next) == expected;
      if (found) {
        next++;
      }
      return found;
    }

    private void skipSpace() {
      while (next < text.length() && " \t\r\n\f".indexOf(text.charAt(next)) >= 0) {
        next++;
      }
    }

    private IllegalArgumentException unexpected() {
      return new IllegalArgumentException("that is not understood at its character " + next);
    }
  }
}
