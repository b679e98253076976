package org.orthant.framework.config;

/** Something in a configuration that cannot be used. */
public record Problem(Position position, String message) {
  /** One line, {@code file:line:column: message}. */
  @Override
  public String toString() {
    return Wording.LINE_BREAKS_AND_CONTROLS.matcher(position + ": " + message).replaceAll(" ");
  }
}
