package org.orthant.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program on this virtual machine and class path, started as Orthant's launcher starts it. */
final class JavaProgram {
  private static final int NEEDS_ACCESS_FLAGS = 24;

  private JavaProgram() {}

  /**
   * Not yet running.
   *
   * @param flags of the virtual machine, beyond the launcher's
   */
  static Subprocess of(Class<?> main, List<String> flags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1900m");
    command.add("-Xmn300m");
    command.add("-XX:+UseParallelGC");
    command.add("-XX:ObjectAlignmentInBytes=64");
    command.add("-XX:Tier4InvocationThreshold=50000");
    command.add("-XX:Tier4MinInvocationThreshold=5000");
    command.add("-XX:Tier4CompileThreshold=100000");
    command.add("-XX:LoopPercentProfileLimit=100");
    command.add("-Dorg.bytedeco.javacpp.maxbytes=3g");
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=6g");
    if (Machine.offersLargePages()) {
      command.add("-XX:+UseTransparentHugePages");
    }
    if (Runtime.version().feature() >= NEEDS_ACCESS_FLAGS) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    return new Subprocess(command).with("OMP_WAIT_POLICY", "passive").with("MALLOC_ARENA_MAX", "2");
  }
}
