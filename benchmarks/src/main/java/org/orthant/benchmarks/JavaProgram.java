package org.orthant.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program on this virtual machine and class path, started as Orthant's launcher starts it. The
 * system property {@code orthant.root} names the folder of Orthant's sources.
 */
final class JavaProgram {
  private JavaProgram() {}

  /**
   * Not yet running.
   *
   * @param flags of the virtual machine, beyond the launcher's
   */
  static Subprocess of(Class<?> main, List<String> flags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Path launchers =
        Path.of(System.getProperty("orthant.root"), "distribution", "jvm.options").toAbsolutePath();
    command.add("@" + launchers);
    if (Machine.offersLargePages()) {
      command.add("-XX:+UseTransparentHugePages");
    }
    command.addAll(flags);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    return new Subprocess(command)
        .with("OMP_WAIT_POLICY", "passive")
        .with("MALLOC_ARENA_MAX", "2")
        .with("MALLOC_TRIM_THRESHOLD_", "268435456")
        .with("MALLOC_MMAP_THRESHOLD_", "33554432")
        .with("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");
  }
}
