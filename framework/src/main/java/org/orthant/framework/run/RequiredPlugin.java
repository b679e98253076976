package org.orthant.framework.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.orthant.api.BadInputException;
import org.orthant.framework.failure.AnalysisException;
import org.orthant.framework.failure.PluginCall;

/**
 * A plugin that the run cannot go on without.
 *
 * @param kind such as {@code dataset}
 * @param name as the configuration names it
 */
record RequiredPlugin(String kind, String name) {

  /**
   * Returns what the plugin gives.
   *
   * @param method what is called, for the reason
   * @throws CancellationException if it was interrupted
   * @throws BadInputException if the plugin says that the input is bad
   * @throws AnalysisException if it fails otherwise, or gives nothing
   */
  <T> T call(String method, Given<T> call) throws IOException {
    String subject = String.format(Locale.ROOT, "%s '%s'", kind, name);
    try {
      return new PluginCall(subject, method)
          .make(
              () -> {
                try {
                  return Objects.requireNonNull(call.get(), "it returned null");
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              },
              thrown -> failed(thrown, subject, method));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static RuntimeException failed(Throwable thrown, String subject, String method) {
    boolean interrupted =
        thrown instanceof CancellationException && Thread.currentThread().isInterrupted();
    return interrupted
            || thrown instanceof BadInputException
            || thrown instanceof UncheckedIOException
        ? (RuntimeException) thrown
        : new AnalysisException(
            String.format(
                Locale.ROOT, "%s failed: %s: %s", subject, method, PluginCall.inWords(thrown)),
            thrown);
  }

  /** Gives something, or fails at a file. */
  @FunctionalInterface
  interface Given<T> {
    T get() throws IOException;
  }
}
