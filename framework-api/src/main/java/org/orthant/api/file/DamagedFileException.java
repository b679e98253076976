package org.orthant.api.file;

import java.io.IOException;

/** A file is not what was kept there: it was cut, changed, or exchanged with another. */
public final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public DamagedFileException(String message) {
    super(message);
  }

  public DamagedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
