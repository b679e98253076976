package org.orthant.api;

/**
 * Something the user gave cannot be used: a parameter, a file, a combination. The message is one
 * line that says what, where, and what is allowed; the command line prints it and exits with 2.
 */
public class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
