package org.orthant.framework.config;

import java.util.regex.Pattern;

/** Something in a configuration that cannot be used. */
public record Problem(Position position, String message) {
  private static final Pattern LINE_BREAKS_AND_CONTROLS =
      Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

  /** One line, {@code file:line:column: message}. */
  @Override
  public String toString() {
    return LINE_BREAKS_AND_CONTROLS.matcher(position + ": " + message).replaceAll(" ");
  }
}
