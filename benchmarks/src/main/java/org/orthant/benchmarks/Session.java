package org.orthant.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs one part of the comparison after the other and remembers which of them did not come about.
 */
final class Session {
  private static final int LINES_OF_OUTPUT = 40;

  private final PrintStream progress;
  private final List<String> missing = new ArrayList<>();
  private boolean failed;

  Session(PrintStream progress) {
    this.progress = progress;
  }

  /** Something to measure. */
  @FunctionalInterface
  interface Part<T> {
    T measure() throws IOException;
  }

  /** Measures a part; empty if it fails, of which its output tells. */
  <T> Optional<T> measure(String name, Part<T> part) {
    progress.print(name + " … ");
    progress.flush();
    long start = System.nanoTime();
    try {
      T measured = part.measure();
      progress.printf(Locale.ROOT, "%.0f s%n", (System.nanoTime() - start) / 1e9);
      return Optional.of(measured);
    } catch (FailedException e) {
      fail(name, e.getMessage(), e.output());
    } catch (IOException e) {
      fail(name, e.toString(), List.of());
    }
    return Optional.empty();
  }

  private void fail(String name, String reason, List<String> output) {
    failed = true;
    missing.add(String.format(Locale.ROOT, "%s: failed: %s", name, reason));
    progress.println("failed: " + reason);
    int first = Math.max(0, output.size() - LINES_OF_OUTPUT);
    output.subList(first, output.size()).forEach(line -> progress.println("  " + line));
  }

  /** Says that something is not measured at all. */
  void skip(String name, String reason) {
    missing.add(String.format(Locale.ROOT, "%s: not run: %s", name, reason));
    progress.println(String.format(Locale.ROOT, "%s: not run: %s", name, reason));
  }

  /** A line for each part that did not come about, with the reason. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  boolean hasFailed() {
    return failed;
  }
}
