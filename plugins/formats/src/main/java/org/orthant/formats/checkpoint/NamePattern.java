package org.orthant.formats.checkpoint;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pattern for names, in which {@code *} stands for any letters, or none. */
record NamePattern(String text, Pattern pattern) {

  static NamePattern of(String text) {
    return new NamePattern(
        text,
        Pattern.compile(
            Stream.of(text.split("\\*+", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
            Pattern.DOTALL));
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }
}
