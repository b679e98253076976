package org.orthant.framework.failure;

/** Ends what cannot go on without a plugin that has failed. */
public final class PluginFailedException extends FrameworkException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public PluginFailedException(Failure failure) {
    super(failure.toString(), failure.cause().orElse(null));
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
