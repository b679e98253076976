package org.orthant.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.Main;

/**
 * Benchmarks that ran in one virtual machine, one after the other.
 *
 * @param blas the settings of OpenBLAS
 * @param output what they printed
 */
record JmhRun(BlasSettings blas, List<Score> scores, List<String> output) {

  /**
   * Runs benchmarks.
   *
   * @param pattern matches the names of those to run
   * @param flags of the virtual machine
   * @param quick whether to take less time than the benchmarks ask for
   * @param log the file that gets the output, and beside it the scores
   */
  static JmhRun of(String pattern, List<String> flags, BlasSettings blas, boolean quick, Path log)
      throws IOException {
    Path scores = log.resolveSibling(log.getFileName() + ".json");
    List<String> arguments = new ArrayList<>(List.of(pattern, "-f", "0", "-foe", "true"));
    arguments.addAll(List.of("-rf", "json", "-rff", scores.toString()));
    if (quick) {
      arguments.addAll(List.of("-wi", "2", "-w", "500ms", "-i", "2", "-r", "500ms"));
    }
    Subprocess.Ending ending =
        JavaProgram.of(Main.class, flags, arguments)
            .with(blas)
            .with(BlasSettings.VERBOSE, BlasSettings.TELL_THE_KERNEL)
            .run(log);
    return new JmhRun(blas, read(new ObjectMapper().readTree(scores.toFile())), ending.output());
  }

  /**
   * The most operations per second of the benchmarks that match; empty if none does.
   *
   * @param method matches the benchmark's name within its class
   * @param parameters with which it ran
   */
  static Optional<Double> fastest(
      List<JmhRun> runs, String method, Map<String, String> parameters) {
    return runs.stream()
        .flatMap(run -> run.scores().stream())
        .filter(score -> score.parameters().equals(parameters))
        .filter(score -> score.benchmark().matches("[^.]*[.]" + method))
        .map(Score::perSecond)
        .max(Comparator.naturalOrder());
  }

  /** Those with OpenBLAS as the environment has it; at most one. */
  static List<JmhRun> asFound(List<JmhRun> runs) {
    return runs.stream().filter(run -> run.blas() == BlasSettings.AS_IS).toList();
  }

  /**
   * Returns what some groups of runs reached, by their names, where they did.
   *
   * @param figure of the runs of one group
   */
  static Map<String, Figure> figures(
      Map<String, List<JmhRun>> groups, Function<List<JmhRun>, Optional<Figure>> figure) {
    Map<String, Figure> figures = new TreeMap<>();
    groups.forEach(
        (name, runs) -> figure.apply(runs).ifPresent(reached -> figures.put(name, reached)));
    return figures;
  }

  /** The settings of OpenBLAS in these runs, with the kernels it took under each. */
  static String blasKernels(List<JmhRun> runs) {
    return runs.stream()
        .map(
            run ->
                String.format(Locale.ROOT, "%s: %s", run.blas(), BlasSettings.kernel(run.output())))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** Whether OpenBLAS took kernels for AVX-512. */
  boolean usesAvx512() {
    return BlasSettings.AVX512_KERNELS.contains(BlasSettings.kernel(output));
  }

  static List<Score> read(JsonNode json) {
    List<Score> scores = new ArrayList<>();
    for (JsonNode each : json) {
      Map<String, String> parameters = new TreeMap<>();
      each.path("params")
          .properties()
          .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
      String name = each.get("benchmark").asText();
      scores.add(
          new Score(
              name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
              parameters,
              each.at("/primaryMetric/score").doubleValue()));
    }
    return scores;
  }
}
