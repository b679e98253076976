package org.orthant.reports.result;

/** What the user gave cannot be used. The message is one line, whatever the input held. */
public final class UnusableInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableInputException(String message) {
    super(message.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " "));
  }
}
