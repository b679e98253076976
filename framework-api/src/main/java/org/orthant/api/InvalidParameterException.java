package org.orthant.api;

/** A plugin's parameter is out of range; thrown by the compact constructor of its record. */
public final class InvalidParameterException extends BadInputException {
  private static final long serialVersionUID = 1L;

  private final String parameter;

  /**
   * @param parameter the record component's name
   * @param message what is allowed and what was found
   */
  public InvalidParameterException(String parameter, String message) {
    super(message);
    this.parameter = parameter;
  }

  /**
   * Throws unless the condition holds.
   *
   * @param parameter the record component's name
   * @param allowed what is allowed, such as "must be at least 1"
   * @param found the value given
   */
  public static void unless(boolean condition, String parameter, String allowed, Object found) {
    if (!condition) {
      throw new InvalidParameterException(parameter, allowed + ", but is " + found);
    }
  }

  /** The record component's name. */
  public String parameter() {
    return parameter;
  }
}
