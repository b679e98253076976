package org.orthant.framework.failure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads exceptions of plugins, whose methods may throw themselves. */
public final class Thrown {
  /** Beyond so many causes the search goes no further. */
  private static final int DEEPEST = 20;

  private Thrown() {}

  /** The message; empty where there is none or it cannot be had. */
  public static Optional<String> message(Throwable thrown) {
    return read(thrown::getMessage).filter(message -> !message.isBlank());
  }

  /** The exception, its cause, the cause of that, and so on. */
  static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    Optional<Throwable> next = Optional.of(thrown);
    while (next.isPresent() && causes.size() < DEEPEST) {
      causes.add(next.get());
      next = read(next.get()::getCause);
    }
    return causes;
  }

  /** Prints where it arose; one line where that cannot be had. */
  public static void print(Throwable thrown, PrintStream out) {
    try {
      thrown.printStackTrace(out);
    } catch (RuntimeException | Error e) {
      out.println(thrown.getClass().getName() + ", which cannot be printed");
    }
  }

  /** Whatever a plugin's code throws meanwhile says no more than that nothing can be read. */
  private static <T> Optional<T> read(Supplier<T> method) {
    try {
      return Optional.ofNullable(method.get());
    } catch (RuntimeException | Error e) {
      return Optional.empty();
    }
  }
}
