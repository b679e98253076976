package org.orthant.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** A program of its own, run to its end. */
final class Subprocess {
  private static final long POLL_MILLISECONDS = 100;

  private final ProcessBuilder builder;

  Subprocess(List<String> command) {
    this.builder = new ProcessBuilder(command).redirectErrorStream(true);
  }

  /** Sets a variable of the program's environment. */
  Subprocess with(String variable, String value) {
    builder.environment().put(variable, value);
    return this;
  }

  /** Changes the program's environment. */
  Subprocess with(BlasSettings settings) {
    settings.apply(builder.environment());
    return this;
  }

  /**
   * What became of it.
   *
   * @param output both streams
   * @param peakBytes the most memory it held at a time, as far as the system tells
   */
  record Ending(List<String> output, OptionalLong peakBytes) {}

  /**
   * Runs it.
   *
   * @param log the file that gets its output
   * @throws FailedException if it cannot be started or ends with an exit code other than 0
   */
  Ending run(Path log) throws IOException {
    Files.createDirectories(log.getParent());
    builder.redirectOutput(log.toFile());
    Process process = start();
    try {
      OptionalLong peak = OptionalLong.empty();
      do {
        OptionalLong seen = Machine.peakBytes(process.pid());
        peak = seen.isPresent() ? seen : peak;
      } while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS));
      List<String> output = Files.readAllLines(log);
      if (process.exitValue() != 0) {
        throw new FailedException("exit code " + process.exitValue(), output);
      }
      return new Ending(output, peak);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      process.destroy();
    }
  }

  private Process start() {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new FailedException(e.getMessage(), List.of());
    }
  }
}
