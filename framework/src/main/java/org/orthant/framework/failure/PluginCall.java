package org.orthant.framework.failure;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls plugins, which may throw whatever they like: exceptions, failed assertions, errors of
 * linking against another version, a stack that is too deep.
 */
public final class PluginCall {
  /** Beyond so many causes the search for the framework's own goes no further. */
  private static final int DEEPEST = 20;

  private PluginCall() {}

  /**
   * Calls.
   *
   * @param failed makes of what the plugin threw what is thrown instead. What is not the plugin's
   *     fault is thrown as it is: the framework's own exceptions, cancellation, and a virtual
   *     machine that can do no more
   */
  public static <T> T of(Supplier<T> call, Function<Throwable, ? extends RuntimeException> failed) {
    try {
      return call.get();
    } catch (Throwable e) {
      Optional<FrameworkException> own = frameworks(e);
      if (own.isPresent()) {
        throw own.get();
      }
      if (e instanceof CancellationException
          || (e instanceof VirtualMachineError && !(e instanceof StackOverflowError))) {
        throw e;
      }
      throw failed.apply(e);
    }
  }

  /** A plugin, or a pool of threads, may have wrapped it. */
  private static Optional<FrameworkException> frameworks(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof FrameworkException own) {
        return Optional.of(own);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** What was thrown, in one line. */
  public static String inWords(Throwable thrown) {
    String message = thrown.getMessage();
    String kind = thrown.getClass().getSimpleName();
    return OneLine.of(
        message == null || message.isBlank()
            ? kind
            : String.format(Locale.ROOT, "%s: %s", kind, message));
  }
}
