package org.orthant.spark;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tunes a process that computes. Processes of a cluster are given what this one was started
 * with, so that the launcher's {@code jvm.options} is the one place for it.
 */
final class Tuned {
  private static final List<String> VARIABLES =
      List.of(
          "OMP_WAIT_POLICY",
          "MALLOC_ARENA_MAX",
          "MALLOC_TRIM_THRESHOLD_",
          "MALLOC_MMAP_THRESHOLD_",
          "GLIBC_TUNABLES");

  private Tuned() {}

  /** Options of the virtual machine; the size of its heap is none of them. */
  static List<String> options() {
    return options(ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  /** Those of some options that tune: collector, compiler, native memory, access to modules. */
  static List<String> options(List<String> all) {
    return all.stream()
        .filter(
            option ->
                option.startsWith("-XX:")
                    || option.startsWith("-Xmn")
                    || option.startsWith("-Dorg.bytedeco.")
                    || option.startsWith("--"))
        .toList();
  }

  /** Variables of the environment that tune native code. */
  static Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.keySet().retainAll(VARIABLES);
    return environment;
  }
}
