package org.orthant.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Java processes on the class path of the tests. */
final class Processes {
  private Processes() {}

  /** Starts a class; what it writes goes to a file. */
  static Process start(
      Path log, Map<String, String> environment, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the launcher does.
    command.add("@" + Path.of("../../distribution/jvm.options").toAbsolutePath());
    command.add("@" + Path.of("jvm.options").toAbsolutePath());
    command.addAll(List.of("-Xmx1g", "-Dorthant.log.level=INFO", "-cp", classPath(), main));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Every entry by its whole path, since others work in other folders. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((first, second) -> first + File.pathSeparator + second)
        .orElseThrow();
  }

  /** Ends a process and those it started, at once and without asking: kill -9. */
  static void kill(Process process) {
    process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
