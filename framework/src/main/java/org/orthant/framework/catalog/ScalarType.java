package org.orthant.framework.catalog;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A type whose values are single words, read the way the type demands and never guessed. */
public enum ScalarType implements ParameterType {
  INT("a whole number", "[-+]?[0-9]+", Integer.class, int.class),
  LONG("a whole number", "[-+]?[0-9]+", Long.class, long.class),
  DOUBLE(
      "a number",
      "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?",
      Double.class,
      double.class),
  BOOLEAN("true or false", "true|false", Boolean.class, boolean.class),
  STRING("text", "(?s).*", String.class, String.class),
  PATH("a path", "[^\\x00]+", Path.class, Path.class);

  private final String words;
  private final Pattern form;
  private final Class<?> type;
  private final Class<?> primitive;

  ScalarType(String words, String form, Class<?> type, Class<?> primitive) {
    this.words = words;
    this.form = Pattern.compile(form);
    this.type = type;
    this.primitive = primitive;
  }

  static Optional<ScalarType> of(Class<?> type) {
    return Stream.of(values())
        .filter(scalar -> scalar.type.equals(type) || scalar.primitive.equals(type))
        .findFirst();
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public String text(Object value) {
    return value.toString();
  }

  /** Returns what {@link #hasForm} holds a text to, as a regular expression of the whole text. */
  public String form() {
    return form.pattern();
  }

  /** Whether it looks like such a value, though it may be out of range. */
  public boolean hasForm(String text) {
    return form.matcher(text).matches();
  }

  /** The value so written; empty if it is none, or out of range. */
  public Optional<Object> parse(String text) {
    if (!hasForm(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(text));
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }

  private Object read(String text) {
    return switch (this) {
      case INT -> Integer.valueOf(text);
      case LONG -> Long.valueOf(text);
      case DOUBLE -> finite(Double.parseDouble(text));
      case BOOLEAN -> Boolean.valueOf(text);
      case STRING -> text;
      case PATH -> Path.of(text);
    };
  }

  private static double finite(double number) {
    if (Double.isInfinite(number)) {
      throw new IllegalArgumentException("beyond the largest double");
    }
    return number;
  }
}
