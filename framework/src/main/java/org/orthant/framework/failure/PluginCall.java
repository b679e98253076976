package org.orthant.framework.failure;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls a plugin, which may throw whatever it likes: exceptions, failed assertions, errors of
 * linking against another version, a stack that is too deep. It may also interrupt its thread, or
 * never return.
 *
 * @param subject whose method is called and where, such as "quantizer 'ternary' on conv1"
 * @param method what is called, such as "apply"
 */
public record PluginCall(String subject, String method) {

  /**
   * Calls. Whoever wants to end the calling thread's work interrupts it between two calls: within
   * one, an interrupt is taken for the plugin's own doing.
   *
   * @param failed makes of what the plugin threw what is thrown instead. What is not the plugin's
   *     fault is thrown as it is: the framework's own exceptions, and the lack of memory
   * @throws CancellationException if the thread was interrupted before
   */
  public <T> T make(Supplier<T> call, Function<Throwable, ? extends RuntimeException> failed) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
    RunningCall running = RunningCalls.begin(this);
    T answer;
    try {
      answer = call.get();
    } catch (Throwable e) {
      throw ending(e, failed);
    } finally {
      RunningCalls.end(running);
    }
    if (Thread.interrupted()) {
      throw failed.apply(new IllegalStateException("it left its thread interrupted"));
    }
    return answer;
  }

  private static RuntimeException ending(
      Throwable thrown, Function<Throwable, ? extends RuntimeException> failed) {
    Optional<FrameworkException> own = frameworks(thrown);
    if (own.isPresent()) {
      return own.get();
    }
    Optional<OutOfMemoryError> memory = LackOfMemory.among(thrown);
    if (memory.isPresent()) {
      throw memory.get();
    }
    RuntimeException failure = failed.apply(thrown);
    Thread.interrupted();
    return failure;
  }

  /** A plugin, or a pool of threads, may have wrapped it. */
  private static Optional<FrameworkException> frameworks(Throwable thrown) {
    return Thrown.causes(thrown).stream()
        .filter(FrameworkException.class::isInstance)
        .map(FrameworkException.class::cast)
        .findFirst();
  }

  /** Returns what was thrown, in one line. */
  public static String inWords(Throwable thrown) {
    String kind = thrown.getClass().getSimpleName();
    String name = kind.isEmpty() ? thrown.getClass().getName() : kind;
    return OneLine.of(
        Thrown.message(thrown)
            .map(message -> String.format(Locale.ROOT, "%s: %s", name, OneLine.of(message)))
            .orElse(name));
  }

  /** Such as "quantizer 'ternary' on conv1: apply". */
  @Override
  public String toString() {
    return subject + ": " + method;
  }
}
