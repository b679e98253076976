package org.orthant.spark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.orthant.api.InvalidParameterException;

/**
 * The settings of Spark that a configuration may hold: how much of a cluster to use and how long to
 * wait for it. Whoever wrote the configuration need not be who runs it, so none is among them that
 * names a file, a class, an address, an option of a virtual machine or what Orthant itself sets.
 * What is not here is refused, for Spark gains settings with each version.
 */
final class Tuning {
  /** A whole name, or the beginning of names where it ends with a dot. */
  private static final List<String> ALLOWED =
      List.of(
          "spark.broadcast.blockSize",
          "spark.broadcast.checksum",
          "spark.broadcast.compress",
          "spark.cores.max",
          "spark.default.parallelism",
          "spark.excludeOnFailure.",
          "spark.executor.cores",
          "spark.executor.heartbeatInterval",
          "spark.executor.memoryOverhead",
          "spark.executor.memoryOverheadFactor",
          "spark.locality.wait",
          "spark.locality.wait.",
          "spark.memory.fraction",
          "spark.memory.storageFraction",
          "spark.network.timeout",
          "spark.network.timeoutInterval",
          "spark.rpc.askTimeout",
          "spark.rpc.lookupTimeout",
          "spark.rpc.message.maxSize",
          "spark.scheduler.maxRegisteredResourcesWaitingTime",
          "spark.scheduler.minRegisteredResourcesRatio",
          "spark.speculation",
          "spark.speculation.",
          "spark.stage.maxConsecutiveAttempts",
          "spark.task.cpus",
          "spark.task.maxFailures");

  /** A number, a size, a time, true or false. */
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9.]{1,40}");

  private Tuning() {}

  /**
   * Looks at a configuration's settings.
   *
   * @throws InvalidParameterException at the first that it may not hold
   */
  static void check(Map<String, String> settings) {
    settings.forEach(
        (name, value) -> {
          if (ALLOWED.stream().noneMatch(allowed -> covers(allowed, name))) {
            throw new InvalidParameterException(
                "settings",
                String.format(
                    Locale.ROOT,
                    "a configuration cannot set %s, only %s; what else you want to set yourself"
                        + " goes into ORTHANT_JAVA_OPTIONS, as -D%s=…",
                    name,
                    String.join(", ", ALLOWED).replace(".,", ".*,"),
                    name.startsWith("spark.") ? name : "spark.…"));
          }
          if (!VALUE.matcher(value).matches()) {
            throw new InvalidParameterException(
                "settings",
                String.format(
                    Locale.ROOT,
                    "%s must be a number, a size, a time, true or false, but is %s",
                    name,
                    value));
          }
        });
  }

  private static boolean covers(String allowed, String name) {
    return allowed.endsWith(".")
        ? name.startsWith(allowed) && name.length() > allowed.length()
        : name.equals(allowed);
  }
}
