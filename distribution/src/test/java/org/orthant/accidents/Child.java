package org.orthant.accidents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Orthant in a process of its own, so that it can be killed.
 *
 * @param config what it runs
 * @param home its home
 * @param out where the results shall lie
 */
record Child(Path config, Path home, Path out) {

  /**
   * How it is started.
   *
   * @param options of the virtual machine
   */
  ProcessBuilder builder(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "org.orthant.framework.cli.Main",
            "run",
            config.toString(),
            "--out",
            out.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
    builder.environment().put("ORTHANT_HOME", home.toString());
    return builder;
  }

  Process start() throws IOException {
    return builder().start();
  }

  private Path logFile() {
    return out.resolveSibling(out.getFileName() + ".log");
  }

  /** All that it and its predecessors printed. */
  String log() {
    try {
      return Files.readString(logFile());
    } catch (IOException e) {
      return e.toString();
    }
  }
}
