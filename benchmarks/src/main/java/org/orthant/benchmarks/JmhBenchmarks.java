package org.orthant.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A class of JMH benchmarks, run as parts of a session. */
record JmhBenchmarks(Class<?> type, Settings settings, Session session) {

  /**
   * Runs some of them; empty if that fails.
   *
   * @param methods matches the names of those to run
   * @param flags of the virtual machine
   */
  Optional<JmhRun> run(String methods, List<String> flags, BlasSettings blas) {
    String part =
        String.format(Locale.ROOT, "%s %s", type.getSimpleName(), String.join(" ", flags)).strip()
            + String.format(Locale.ROOT, ", OpenBLAS %s", blas);
    return session.measure(
        part,
        () ->
            JmhRun.of(
                type.getSimpleName() + "[.](" + methods + ")",
                flags,
                blas,
                settings.quick(),
                settings.log(part)));
  }

  /** Runs all of them as things are, and the rivals also under each further setting. */
  List<JmhRun> underAllSettings(String rivals) {
    List<JmhRun> runs = new ArrayList<>();
    for (BlasSettings blas : BlasSettings.tried()) {
      run(blas == BlasSettings.AS_IS ? ".*" : rivals, List.of(), blas).ifPresent(runs::add);
    }
    return runs;
  }
}
