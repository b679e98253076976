package org.orthant.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this machine tells about itself, as far as it has Linux's {@code /proc}. */
final class Machine {
  private static final Path PROC = Path.of("/proc");
  private static final Path LARGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
  private static final String UNKNOWN = "unknown";

  /** Variables that choose kernels or threads of what is measured. */
  private static final Pattern SETTINGS =
      Pattern.compile("(OPENBLAS|OMP|GOMP|MKL|ONEDNN|DNNL|KMP)_.*");

  private Machine() {}

  /** The most memory that a running process has held so far. */
  static OptionalLong peakBytes(long process) {
    return value(PROC.resolve(Long.toString(process)).resolve("status"), "VmHWM")
        .map(Machine::bytes)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  static boolean hasFlag(String flag) {
    return value(PROC.resolve("cpuinfo"), "flags")
        .filter(flags -> List.of(flags.split(" ")).contains(flag))
        .isPresent();
  }

  /** Whether programs that ask for large pages get them. */
  static boolean offersLargePages() {
    try {
      String choice = Files.readString(LARGE_PAGES);
      return choice.contains("[madvise]") || choice.contains("[always]");
    } catch (IOException e) {
      // Another system, or one without them.
      return false;
    }
  }

  /** Returns what one must know of it to read the figures, a line each. */
  static List<String> description() {
    Path cpu = PROC.resolve("cpuinfo");
    return List.of(
        String.format(
            Locale.ROOT,
            "Processor: %s, family %s, model %s, %d cores",
            value(cpu, "model name").orElse(System.getProperty("os.arch")),
            value(cpu, "cpu family").orElse(UNKNOWN),
            value(cpu, "model").orElse(UNKNOWN),
            Runtime.getRuntime().availableProcessors()),
        "Memory: "
            + value(PROC.resolve("meminfo"), "MemTotal")
                .map(Machine::bytes)
                .map(Machine::mebibytes)
                .orElse(UNKNOWN),
        String.format(
            Locale.ROOT,
            "System: %s %s, load when it began %.2f",
            value(Path.of("/etc/os-release"), "PRETTY_NAME")
                .map(name -> name.replace("\"", ""))
                .orElse(System.getProperty("os.name")),
            System.getProperty("os.version"),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()),
        String.format(
            Locale.ROOT, "Java: %s %s", System.getProperty("java.vm.name"), Runtime.version()),
        "Environment: " + settings());
  }

  static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f MiB", bytes / 1048576.0);
  }

  private static String settings() {
    TreeMap<String, String> settings = new TreeMap<>(System.getenv());
    settings.keySet().removeIf(name -> !SETTINGS.matcher(name).matches());
    return settings.isEmpty() ? "nothing set that matters" : settings.toString();
  }

  private static long bytes(String kibibytes) {
    return Long.parseLong(kibibytes.replace(" kB", "")) * 1024;
  }

  /** Returns what stands behind a name in a file of lines "name: value" or "name=value". */
  private static Optional<String> value(Path file, String name) {
    Pattern line = Pattern.compile(Pattern.quote(name) + "\\s*[:=]\\s*(.*)");
    try {
      return Files.readAllLines(file).stream()
          .map(line::matcher)
          .filter(Matcher::matches)
          .map(matcher -> matcher.group(1).strip())
          .findFirst();
    } catch (IOException e) {
      // Another system, or a process that has ended meanwhile.
      return Optional.empty();
    }
  }
}
