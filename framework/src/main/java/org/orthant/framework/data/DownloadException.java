package org.orthant.framework.data;

/** A download cannot be had, or is not what it should be; the message is part of a line. */
final class DownloadException extends Exception {
  private static final long serialVersionUID = 1L;

  DownloadException(String message) {
    super(message);
  }

  DownloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
