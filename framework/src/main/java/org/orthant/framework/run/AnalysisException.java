package org.orthant.framework.run;

import org.orthant.framework.failure.FrameworkException;

/** The analysis cannot go on; the message is one line for the user. */
public final class AnalysisException extends FrameworkException {
  private static final long serialVersionUID = 1L;

  AnalysisException(String message) {
    super(message);
  }

  AnalysisException(String message, Throwable cause) {
    super(message, cause);
  }
}
