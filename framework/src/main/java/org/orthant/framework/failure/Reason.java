package org.orthant.framework.failure;

/** Why something could not be done, for the end of a message. */
public final class Reason {
  private Reason() {}

  /** Returns what an exception says, or its kind where it says nothing. */
  public static String of(Throwable thrown) {
    String message = thrown.getMessage();
    return OneLine.of(
        message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message);
  }
}
