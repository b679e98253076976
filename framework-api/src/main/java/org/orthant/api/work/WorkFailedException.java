package org.orthant.api.work;

/** Work could not be done in another process; the message says where and why. */
public final class WorkFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WorkFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
