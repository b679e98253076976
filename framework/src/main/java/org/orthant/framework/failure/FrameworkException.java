package org.orthant.framework.failure;

/**
 * What the framework itself throws, perhaps through a plugin that called it: no failure of that
 * plugin.
 */
public abstract class FrameworkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected FrameworkException(String message) {
    super(message);
  }

  protected FrameworkException(String message, Throwable cause) {
    super(message, cause);
  }
}
