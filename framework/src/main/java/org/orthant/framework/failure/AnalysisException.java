package org.orthant.framework.failure;

/** The analysis cannot go on; the message is one line for the user. */
public final class AnalysisException extends FrameworkException {
  private static final long serialVersionUID = 1L;

  public AnalysisException(String message) {
    super(message);
  }

  public AnalysisException(String message, Throwable cause) {
    super(message, cause);
  }
}
