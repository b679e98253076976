package org.orthant.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which of its kernels OpenBLAS takes. It may not know a younger processor, and a machine's
 * environment may have chosen for it, well or badly; so each rival is measured under several, and
 * its best figure counts.
 */
enum BlasSettings {
  /** Whatever the environment says. */
  AS_IS {
    @Override
    void apply(Map<String, String> environment) {}

    @Override
    boolean different(Map<String, String> environment) {
      return true;
    }
  },
  /** Whatever OpenBLAS itself thinks fit. */
  UNSET {
    @Override
    void apply(Map<String, String> environment) {
      VARIABLES.forEach(environment::remove);
    }

    @Override
    boolean different(Map<String, String> environment) {
      return VARIABLES.stream().anyMatch(environment::containsKey);
    }
  },
  /** The kernels for AVX-512, where the processor has it. */
  SKYLAKEX {
    @Override
    void apply(Map<String, String> environment) {
      UNSET.apply(environment);
      environment.put("OPENBLAS_CORETYPE", "SkylakeX");
    }

    @Override
    boolean different(Map<String, String> environment) {
      return Machine.hasFlag("avx512f");
    }
  },
  /** The kernels for AVX2, which stand for a processor without AVX-512. */
  HASWELL {
    @Override
    void apply(Map<String, String> environment) {
      UNSET.apply(environment);
      environment.put("OPENBLAS_CORETYPE", "Haswell");
    }

    @Override
    boolean different(Map<String, String> environment) {
      return Machine.hasFlag("avx2");
    }
  };

  /** The variable by which OpenBLAS tells which kernels it takes, and its value for that. */
  static final String VERBOSE = "OPENBLAS_VERBOSE";

  static final String TELL_THE_KERNEL = "2";

  /** As {@link #kernel} names them. */
  static final Set<String> AVX512_KERNELS = Set.of("SkylakeX", "Cooperlake", "SapphireRapids");

  /** What {@link #kernel} says of a program that computes without OpenBLAS. */
  static final String UNKNOWN = "unknown";

  private static final Pattern KERNEL = Pattern.compile("(?:.* )?Core: (\\S+)");

  private static final List<String> VARIABLES = List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE");

  abstract void apply(Map<String, String> environment);

  /** Whether that is anything else than what this environment and machine do anyway. */
  abstract boolean different(Map<String, String> environment);

  /** Those of which one is the fastest here. */
  static List<BlasSettings> tried() {
    return Stream.of(AS_IS, UNSET, SKYLAKEX)
        .filter(settings -> settings.different(System.getenv()))
        .toList();
  }

  /** The kernels of which a program's output tells. */
  static String kernel(List<String> output) {
    return output.stream()
        .map(KERNEL::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst()
        .orElse(UNKNOWN);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
