package org.orthant.framework.sweep;

/** A file that is not the result it should be; the message says in a few words why. */
final class UnusableResultException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableResultException(String message) {
    super(message);
  }
}
