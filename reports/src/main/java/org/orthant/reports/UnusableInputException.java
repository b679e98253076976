package org.orthant.reports;

/** What the user gave cannot be used. The message is one line, whatever the input held. */
final class UnusableInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableInputException(String message) {
    super(message.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " "));
  }
}
