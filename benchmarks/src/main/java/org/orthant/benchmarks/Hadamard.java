package org.orthant.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.orthant.benchmarks.kernels.HadamardRotations;

/** The Hadamard rotation beside ND4J's sgemm with a dense matrix. */
final class Hadamard implements Chapter {
  private static final String ANY_SGEMM = "sgemm.*";
  private static final String FASTEST = "sgemm, fastest";
  private static final String AS_FOUND = "sgemm, as found";

  /** Vectors of one length. */
  private record Size(int dimension, Target target) {}

  private static final List<Size> SIZES =
      List.of(new Size(1024, new Target(25, 50)), new Size(4096, new Target(120, 200)));

  @Override
  public List<String> measured(Settings settings, Session session) {
    List<JmhRun> runs =
        new JmhBenchmarks(HadamardRotations.class, settings, session).underAllSettings(ANY_SGEMM);
    Map<String, List<JmhRun>> rivals = new LinkedHashMap<>();
    rivals.put(FASTEST, runs);
    rivals.put(AS_FOUND, JmhRun.asFound(runs));
    List<Comparison> rows = new ArrayList<>();
    for (Size size : SIZES) {
      Map<String, Target> targets = Map.of(FASTEST, size.target(), AS_FOUND, size.target());
      rows.add(row("transform", "transform", size, runs, rivals, targets));
    }
    for (Size size : SIZES) {
      rows.add(row("rotation", "whole rotation", size, runs, rivals, Map.of()));
    }
    List<String> lines = new ArrayList<>(List.of("## Hadamard rotation", ""));
    lines.add(
        "Vectors of d float32 numbers on two threads. The transform is the kernel alone, in place on"
            + " batches laid out beforehand; the whole rotation also lays them out, and multiplies"
            + " by signs and scale. sgemm multiplies 1024 vectors by a d × d matrix, on both threads"
            + " at once or one product each, whichever is faster, as this environment has OpenBLAS"
            + " and under the fastest of these of its settings: "
            + JmhRun.blasKernels(runs)
            + ".");
    lines.add("");
    lines.addAll(Comparison.table(List.copyOf(rivals.keySet()), rows));
    return lines;
  }

  private static Comparison row(
      String method,
      String text,
      Size size,
      List<JmhRun> runs,
      Map<String, List<JmhRun>> rivals,
      Map<String, Target> targets) {
    return new Comparison(
        String.format(Locale.ROOT, "%s, d = %d", text, size.dimension()),
        figure(runs, method, size),
        JmhRun.figures(rivals, its -> figure(its, ANY_SGEMM, size)),
        targets);
  }

  private static Optional<Figure> figure(List<JmhRun> runs, String method, Size size) {
    return JmhRun.fastest(runs, method, Map.of("dimension", Integer.toString(size.dimension())))
        .map(vectors -> new Figure(1e6 / vectors, Unit.MICROSECONDS_PER_VECTOR));
  }
}
